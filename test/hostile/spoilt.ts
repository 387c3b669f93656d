import fc from 'fast-check'

const put = ['\r\n', '\0', '--', ';', '"', '=', '\n\n', '\u00ff', ' ', '\xff\xd8\xff', '\0\0\0\x0c', '\x7f\xff\xff\xff']

/** Bytes with a few of them other than they were: flipped, left out, said twice, put in, or cut off. */
export const spoilt = (bytes: Buffer, more: readonly string[] = []): fc.Arbitrary<Buffer> =>
  fc
    .array(
      fc.record({
        at: fc.nat({ max: bytes.length - 1 }),
        how: fc.constantFrom('flip', 'drop', 'twice', 'end', 'put'),
        long: fc.integer({ min: 1, max: 60 }),
        put: fc.constantFrom(...put, ...more),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map(hurts => hurts.reduce(hurtBy, bytes))

type Hurt = Readonly<{ at: number; how: string; long: number; put: string }>

function hurtBy(bytes: Buffer, { at, how, long, put }: Hurt): Buffer {
  const [head, some, tail] = [bytes.subarray(0, at), bytes.subarray(at, at + long), bytes.subarray(at + long)]
  if (how === 'flip') return Buffer.concat([head, some.map(byte => byte ^ 0x55), tail])
  if (how === 'drop') return Buffer.concat([head, tail])
  if (how === 'twice') return Buffer.concat([head, some, some, tail])
  if (how === 'end') return Buffer.from(head)
  return Buffer.concat([head, Buffer.from(put, 'latin1'), some, tail])
}
