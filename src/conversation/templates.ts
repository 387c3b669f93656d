/** Replies to begin from: plain words that are safe whoever reads them. Whoever writes changes them as they need. */
export type Template = Readonly<{ id: string; title: string; words: string }>

export const templates: readonly Template[] = [
  {
    id: 'thanks',
    title: 'Thank you, we are looking at it',
    words:
      'Thank you for telling us. A person has read what you wrote and we are looking at what can be done. Come back to this page with your code to see what happens next. If somebody is in danger now, call 999.',
  },
  {
    id: 'more',
    title: 'We need to know a little more',
    words:
      'Thank you for telling us. It would help us to know a little more. You do not have to answer, and you need not say who you are.\n\nCan you tell us: ',
  },
  {
    id: 'contact',
    title: 'May we speak with you?',
    words:
      'We would like to speak with you, if you want to and if it is safe. You can tell us on this page how and when we may reach you, and what we should never say. If you would rather not, you can go on writing to us here.',
  },
  {
    id: 'support',
    title: 'Somebody who can help',
    words:
      'You do not have to go through this alone. There are services that you can talk to, whatever becomes of your report. You find them on this site under “Get help now”. Tell us here if you would like one of them to get in touch with you.',
  },
  {
    id: 'unable',
    title: 'We cannot do what was asked',
    words: 'We have looked carefully at what you told us. We cannot do what you asked, because \n\nWhat we can do is ',
  },
]

export const templateOf = (id: string): Template | undefined => templates.find(one => one.id === id)
