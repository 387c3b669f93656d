import { type HeldFile, heldIn, type Installation, part, said } from '#kernel'
import type { Language, Visit } from '#web'

/** As many as anybody can look at in one report, and as much as can be sent with it at once. */
export const [mostFiles, mostInAll] = [10, 150 * 1024 * 1024]

/** The files that a form holds now, and in the visitor's language what is wrong with those just chosen. */
export type FilesGiven = Readonly<{ held: readonly HeldFile[]; problems: readonly string[] }>

/**
 * What a form of files sent: those it held before (`held`, kept by whoever made the page), those that script sent ahead,
 * and those chosen without script; less the one that `do=remove-N` names.
 */
export function filesGiven(visit: Visit, before: readonly string[]): FilesGiven {
  const { house, language, given, uploads } = visit
  const ahead = [part(given, 'held')].flat().map(said)
  const now = uploads.flatMap(({ held }) => (held ? [held.token] : []))
  const all = heldAmong(house, [...before, ...ahead, ...now])
  const [, number] = /^remove-(\d{1,3})$/.exec(said(part(given, 'do'))) ?? []
  const left = number === undefined ? all : all.filter((_, index) => index !== Number(number) - 1)
  const refused = uploads.flatMap(({ refused, fileName }) =>
    refused ? [`${fileName.slice(0, 100)}: ${language.say(refused.message)}`] : [],
  )
  return { held: within(left), problems: [...refused, ...tooMuch(left, language)] }
}

/** Each once; a token that is not ours is no file. */
function heldAmong(house: Installation, tokens: readonly string[]): readonly HeldFile[] {
  return [...new Set(tokens)].flatMap(token => heldIn(house, token) ?? [])
}

/** The first of them, as many as may be sent. */
function within(files: readonly HeldFile[]): readonly HeldFile[] {
  let room = mostInAll
  return files.slice(0, mostFiles).filter(({ bytes }) => {
    room -= bytes
    return room >= 0
  })
}

function tooMuch(files: readonly HeldFile[], { say }: Language): readonly string[] {
  if (files.length > mostFiles)
    return [say('You can add at most {count} files. The others were left out', { count: mostFiles })]
  if (files.length > within(files).length)
    return [say('Together these files are too large. The last was left out: you can add it later')]
  return []
}
