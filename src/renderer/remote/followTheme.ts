/** Dark or light as the device is, also when it changes at dusk. */
export function followTheme(
  page: HTMLElement,
  light: Pick<MediaQueryList, 'matches' | 'addEventListener'>
): void {
  const follow = (): void => {
    page.dataset['theme'] = light.matches ? 'light' : 'dark'
  }
  follow()
  light.addEventListener('change', follow)
}
