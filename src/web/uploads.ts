import type { FastifyRequest } from 'fastify'
import type { Told } from '#kernel'
import { nested } from './given.ts'
import type { Upload } from './route.ts'

/** A form with files: each read to its end, or to the most it may have, so that the words beside it are never lost. */
export async function uploadsIn(request: FastifyRequest): Promise<{ given: Told; uploads: readonly Upload[] }> {
  const pairs: [string, string][] = []
  const uploads: Upload[] = []
  for await (const part of request.parts({ limits: { fileSize: largest + 1 } })) {
    if (part.type === 'field') pairs.push([part.fieldname, String(part.value)])
    else {
      const chunks: Buffer[] = []
      for await (const chunk of part.file) chunks.push(chunk as Buffer)
      const bytes = Buffer.concat(chunks)
      if (part.filename)
        uploads.push({
          field: part.fieldname,
          fileName: part.filename,
          bytes,
          tooLarge: part.file.truncated || bytes.length > largest,
        })
    }
  }
  return { given: nested(pairs), uploads }
}

const largest = 50 * 1024 * 1024
