/*
 * A link that holds a code after its `#`, which no browser sends anywhere: the code is put into the box that asks for it,
 * and taken out of the address.
 */
const box = document.querySelector<HTMLInputElement>('[data-sk-fill] input')
const code = decodeURIComponent(location.hash.slice(1))
if (box && /^[\w-]{16,24}$/.test(code)) {
  box.value = code
  history.replaceState(null, '', location.pathname)
}

export {}
