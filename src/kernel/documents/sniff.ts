import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { bare } from './png.ts'
import { inTurns } from './turns.ts'

/** What a file is by its own bytes, and a copy of it that a page may show, if it is a picture we can draw afresh. */
export type Sniffed = Readonly<{ type: string; display: Readonly<{ type: string; bytes: Buffer }> | undefined }>

const pictures = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/tiff'])

/**
 * The type is sniffed, never believed. A picture is drawn afresh, without its location or anything else it carried;
 * one that cannot be, and every other kind of file, is kept inert: for download only, never opened by us.
 */
export async function sniff(bytes: Buffer, whose = ''): Promise<Sniffed> {
  const type = (await fileTypeFromBuffer(bytes))?.mime ?? 'application/octet-stream'
  return { type, display: pictures.has(type) ? await drawing(() => redraw(bytes), whose) : undefined }
}

/** Drawing takes all of a processor: two at once would only both be late, and hold up every page besides. */
const drawing = inTurns()

async function redraw(bytes: Buffer): Promise<Sniffed['display']> {
  try {
    const drawn = await sharp(bare(bytes), { limitInputPixels: 50_000_000, failOn: 'error' })
      .timeout({ seconds: 30 })
      .rotate()
      .resize({ width: 2000, height: 2000, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82 })
      .toBuffer()
    return { type: 'image/jpeg', bytes: drawn }
  } catch {
    return undefined // a bomb, a polyglot or a damaged picture: kept, but never shown
  }
}
