/** Every way the system may say no to a person who is allowed to be here. */
export const refusals = {
  'step-unknown': 'This step does not exist. Go back to the case and choose one that is there',
  'step-not-now': 'This cannot be done while the case is in its present state. Go back to see what can be',
  'step-not-yours': 'Your role cannot do this. Ask somebody whose role can',
  'step-not-ready': 'Something must be done first. Go back to the case to see what is missing',
  'case-moved': 'Somebody else has moved this case since you opened the page. Look at it again before you go on',
  'already-decided': 'Somebody else has already decided this. Open the report again to see the decision',
  'already-corrected': 'This entry has already been corrected. Correct the later entry instead',
  'already-done': 'Somebody else has already done this. Open it again to see what they did',
  'key-used': 'This key was used before, for a report with other words. Send this one with a key of its own',
  'already-linked': 'This record already belongs to a person. Undo that link first',
  'said-different':
    'Somebody said that these are different people. Look at what was said: it stands until it is taken back',
  'linked-to-one': 'Somebody linked these records to one person. Undo that link first',
  'not-linked': 'This record does not belong to a person now. Look at the report again before you go on',
  'not-yours-to-correct': 'Only somebody who works in this programme can correct an entry. Ask one of them',
  'not-yours-to-change': 'Only somebody who works in this programme can change who is in this case. Ask one of them',
  'not-yours-to-open': 'Only somebody who works in this programme can open a case in it. Ask one of them',
  'document-too-large': 'This file is too large. Choose one of at most 50 MB',
  'document-empty': 'This file is empty. Choose another',
  'file-not-whole':
    'Part of this file is missing, perhaps because the page was open for more than a day. Choose it again',
  'file-harmful': 'This file holds something that is known to harm computers, so it was not taken. Choose another',
  'no-room-for-files': 'Files cannot be taken at the moment. Go on without them, and add them later',
  'wrote-often': 'You have written very often today. Write again tomorrow, or phone us',
  'not-alone': 'Whoever decided this may not carry it out alone. Ask somebody else who may',
  'on-hold': 'A legal hold forbids this now. Ask whoever set it',
  'threat-unseen':
    'Nobody has said yet that they have seen the threat to life in this report. Ask the hub to do that first',
  'person-too-vague': 'Enter a family name, or a given name and a date of birth, to search',
} as const

export type RefusalCode = keyof typeof refusals
export type Refusal = Readonly<{ code: RefusalCode; message: string }>

export function refuse(code: RefusalCode, message: string = refusals[code]): Refusal {
  return { code, message }
}

/** Thrown by code with effects, so that the transaction rolls back; the person sees the message, with status 409. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: Refusal

  constructor(code: RefusalCode, message?: string) {
    super(code)
    this.refusal = refuse(code, message)
  }
}

/** Thrown when there is nothing there, or nothing that this actor may see: the two are alike, to everybody. */
export class NotFound extends Error {
  override readonly name = 'NotFound'
}

/** Thrown with what is wrong with a form's answers, all of it at once. */
export class Invalid extends Error {
  override readonly name = 'Invalid'
  readonly problems: readonly { readonly field: string; readonly message: string }[]

  constructor(problems: Invalid['problems']) {
    super('the answers cannot be read')
    this.problems = problems
  }
}
