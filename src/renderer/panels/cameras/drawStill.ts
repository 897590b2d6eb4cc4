/** A place for frames on a canvas of the page: each replaces the one before and is closed. */
export function drawStillOn(canvas: OffscreenCanvas): (frame: VideoFrame) => void {
  const context = canvas.getContext('2d')
  return (frame) => {
    const { displayWidth: width, displayHeight: height } = frame
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    context?.drawImage(frame, 0, 0, width, height)
    frame.close()
  }
}
