/** An issue of the made-up county's newsletter, in the plain words that issues are written in. */
export type Issue = Readonly<{ title: string; words: string }>

export const summer: Issue = {
  title: 'What we heard in the summer',
  words: `More of you told us about something this summer than in the spring. That is good news: most of it happened before too, and nobody heard of it.

## What changed

- Somebody reads every report within one working day, on Saturdays too.
- You can come back to what you told us with your code, ask us something and be answered.
- Three bus stops that many of you named have lights again.

## What we did not manage

Too many of you waited more than two working days for an answer to a message. Two more people now answer them.

If you need help, or know somebody who does, [Victim Support](https://www.victimsupport.org.uk) is there day and night.`,
}

export const autumn: Issue = {
  title: 'Darker evenings, and who to talk to',
  words: `The clocks have gone back, and more of what you tell us happens after dark.

## On the way home

- Tell us where you do not feel safe: a street is enough, and you need not give your name.
- Drivers on the late buses know what to do if you ask them for help.

## If it is somebody at home

You can look at our pages and leave them at once: press “Exit this page”, or the Shift key three times.

## How we did

You told us how it was to deal with us, and we publish it as it is, good and bad, under “How we did”.`,
}

export const winter: Issue = {
  title: 'Draft: the winter issue',
  words: `Opening hours over the holidays, and who answers when.

## What you asked us most

To be written once the figures of the quarter are in.`,
}
