import type { Part } from './cast.ts'

type Staff = Readonly<{ by: Part; words: string }>

/** One thing said or done in a conversation: by whoever reported, or by somebody who works on it. */
export type Deed =
  | Readonly<{ do: 'write'; words: string }>
  | Readonly<{ do: 'ask-deletion'; words: string }>
  /** They come back and read, and say of the last answer that it helped, or that it did not. */
  | Readonly<{ do: 'read'; helpful?: boolean }>
  | (Staff & Readonly<{ do: 'answer' }>)
  | (Staff & Readonly<{ do: 'status'; outcome: 'read' | 'passed' | 'decided' }>)
  | (Staff & Readonly<{ do: 'decide-deletion'; outcome: 'granted' | 'refused'; why: string }>)

/** A deed, so many hours after the report; or so many before the county's last moment. */
export type Turn = Deed & (Readonly<{ after: number }> | Readonly<{ ago: number }>)

/** What is said after a report of a kind of harm: the one with a name or the one without. */
export type TalkStory = Readonly<{ kind: string; example: 'named' | 'anonymous'; turns: readonly Turn[] }>

/** A conversation of every sort: answered, waiting, and with a request to delete that is open, granted or refused. */
export const talkStories: readonly TalkStory[] = [
  {
    kind: 'stalking',
    example: 'named',
    turns: [
      {
        ...{ after: 10, do: 'status', outcome: 'passed', by: 'triage' },
        words: 'Somebody who knows about stalking has your report today.',
      },
      { after: 30, do: 'write', words: 'He left flowers again this morning. Should I keep them, or throw them away?' },
      {
        ...{ after: 34, do: 'answer', by: 'stalkingLead' },
        words:
          'Please keep them. Take a photo where they lie, note the day and the hour, and put the card into a clean bag without reading it aloud to anybody. If he is there now, call 999.',
      },
      { after: 40, do: 'read', helpful: true },
    ],
  },
  {
    kind: 'domestic-abuse',
    example: 'anonymous',
    turns: [
      {
        ...{ after: 20, do: 'answer', by: 'triage' },
        words:
          'Thank you for telling us. A person has read what you wrote. You need not say who you are. Is there a time of day at which it is safe for you to look at this page?',
      },
      { after: 44, do: 'read', helpful: true },
      {
        ago: 5,
        do: 'write',
        words: 'In the mornings, after nine. Can somebody talk with me without anybody at home knowing?',
      },
    ],
  },
  {
    kind: 'adults',
    example: 'anonymous',
    turns: [
      { after: 26, do: 'write', words: 'I saw the same carer again on Tuesday. Do you want the days?' },
      {
        ...{ after: 31, do: 'answer', by: 'triageToo' },
        words: 'Yes please: the days, and about how long each visit was. You still need not say who you are.',
      },
      { after: 52, do: 'write', words: 'Monday ten minutes, Tuesday five, and nobody on Wednesday.' },
      {
        ...{ after: 60, do: 'status', outcome: 'decided', by: 'triageToo' },
        words: 'Adult social care is looking into the visits. We cannot tell you more about another person.',
      },
    ],
  },
  {
    kind: 'children',
    example: 'named',
    turns: [
      {
        ...{ after: 20, do: 'status', outcome: 'decided', by: 'triage' },
        words: 'A social worker is seeing the child. We cannot tell you what is said, and you did right to tell us.',
      },
      { after: 28, do: 'read', helpful: true },
    ],
  },
  {
    kind: 'sexual-violence',
    example: 'anonymous',
    turns: [{ ago: 9, do: 'ask-deletion', words: 'I was not ready to tell anybody. Please take it back.' }],
  },
  {
    kind: 'dangerous-driving',
    example: 'named',
    turns: [
      { after: 100, do: 'ask-deletion', words: 'Thank you. I should like my name not to be kept now.' },
      {
        ...{ after: 150, do: 'decide-deletion', outcome: 'granted', by: 'hubSupervisor' },
        words: 'What you told us will be deleted. The checks on that road go on.',
        why: 'Nobody is in danger, the work needs no name, and nothing asks for it to be kept.',
      },
    ],
  },
  {
    kind: 'dangerous-driving',
    example: 'anonymous',
    turns: [{ ago: 4, do: 'write', words: 'It was the same car again this morning, at ten past eight.' }],
  },
  {
    kind: 'own-behaviour',
    example: 'anonymous',
    turns: [
      { after: 70, do: 'ask-deletion', words: 'I wrote it late at night. I would rather it was gone.' },
      {
        ...{ after: 120, do: 'decide-deletion', outcome: 'refused', by: 'hubSupervisor' },
        words:
          'We understand, and we keep it for now, because somebody else may still be in danger. Nobody here thinks less of you for having written.',
        why: 'A child at home is told of in it: vital interests, and the duty to protect.',
      },
      { after: 130, do: 'read', helpful: false },
    ],
  },
]

/** What was told of reports that were closed. */
export const endings: readonly string[] = [
  'We spoke with everybody who was willing to. What you told us helps us to see where it happens.',
  'He was spoken to, and a note is kept. Come back to us if anything more happens.',
  'Nobody could be found who did it. Patrols were changed on the days that you named.',
  'Support was offered, and the council has mended the light at the corner.',
]
