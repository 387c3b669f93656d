/** An input, or what was said of it, that nothing can be made of: a sentence that says what to put right. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}
