import type { ReviewFault } from '../../hub/reviewApi.ts'
import type { BriefingWords } from './words.ts'

/** Why the hub gave nothing that can be shown. */
export function faultText(fault: ReviewFault, say: BriefingWords): string {
  switch (fault.kind) {
    case 'unreachable':
      return say.unreachable
    case 'refused':
      return say.refused(fault.sentence ?? String(fault.status))
    case 'unreadable':
      return say.unreadable(fault.where)
  }
}
