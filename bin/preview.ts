/*
 * Writes every preview page, with its files, into a folder to be served and looked at:
 * node bin/preview.ts /tmp/look && npx http-server /tmp/look
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { assets } from '../src/web/assets.ts'
import { previews } from '../src/web/components/preview.ts'
import { render } from '../src/web/html.ts'

const folder = process.argv[2]
if (folder === undefined) throw new Error('Say which folder: node bin/preview.ts <folder>')

mkdirSync(`${folder}/assets`, { recursive: true })
for (const [url, { body }] of assets) writeFileSync(folder + url, body)
for (const [name, page] of Object.entries(previews)) writeFileSync(`${folder}/${name}.html`, render(page()))
