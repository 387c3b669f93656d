/* How a report begins: who tells it, and whether anybody is in danger. */
import { choice, choices, type Field, type Option, onlyIf, type Text, type Told } from '#kernel'

/** Who tells us, in words that fit the harm; whoever it happened to is `me`. */
export function whoTells(words: Readonly<{ me: Option; behalf?: Option; witness?: Option; professional?: Option }>) {
  return choice('Who are you telling us about?', 'Select who you are telling us about', {
    me: words.me,
    witness: words.witness ?? 'Somebody else: I saw or heard it',
    behalf: words.behalf ?? { label: 'Somebody I am helping', hint: 'A relative, a friend, or someone I care for' },
    professional: words.professional ?? {
      label: 'Somebody I met through my work',
      hint: 'For example at a school, a surgery or a charity',
    },
  })
}

/** Whether there is danger now, with what to do about it first. */
export const dangerNow = (label: Text = 'Is anybody in danger now?') =>
  choice(label, 'Select whether anybody is in danger now', {
    yes: { label: 'Yes', hint: 'Call 999 now if you can do so safely. You can still tell us here' },
    no: 'No',
    notSure: 'I am not sure',
  })

/** Whether somebody threatened a life, asked where what was told before calls for it. */
export const lifeThreatened = (asked: (told: Told) => boolean) =>
  onlyIf(
    asked,
    choice(
      'Did anyone threaten to kill or seriously hurt someone?',
      'Select whether anyone threatened to kill or seriously hurt someone',
      yesNo,
    ),
  )

export const yesNo = { yes: 'Yes', no: 'No', notSure: 'I am not sure' } as const

/** A question of yes or no, which may be left open. */
export const whether = (label: Text, message: Text, hint?: Text): Field<keyof typeof yesNo> =>
  choice(label, message, yesNo, hint)

/** What it is like, as many as fit; somebody who is not sure says so and goes on. */
export const kindsOfIt = <const K extends string>(
  label: Text,
  message: Text,
  options: Readonly<Record<K, Option>>,
): Field<readonly (K | 'notSure')[]> => {
  const notSure: Option = { label: 'I am not sure', alone: true }
  // A spread of an unknown key and a known one is both together, which the compiler does not say of generic keys.
  const all = { ...options, notSure } as Readonly<Record<K | 'notSure', Option>>
  return choices(label, message, all, 'Select all that apply')
}

/** One of these was ticked among as many as fit. */
export const ticked = (told: Told, name: string, ...codes: readonly string[]): boolean => {
  const given = told[name]
  return Array.isArray(given) && given.some(one => codes.includes(String(one)))
}

/** Somebody is in danger now, by what was told so far. */
export const isDangerNow = (told: Told): boolean => told.danger === 'yes'
/** The same, or a life was threatened. */
export const isDanger = (told: Told): boolean => isDangerNow(told) || told.threat === 'yes'
/** Whoever reports wants no police, and nobody is in danger (by what the form asks): then it does not go to them as a rule. */
export const wantsNoPolice = (told: Told, inDanger: (told: Told) => boolean = isDanger): boolean =>
  told.police === 'no' && !inDanger(told)
/** Somebody other than whoever it is about tells us. */
export const forAnother = (told: Told): boolean => told.who !== 'me' && told.who !== 'victim'
