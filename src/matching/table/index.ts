/** People into columns: from objects, and from files of any usual kind. */
export { peopleFrom } from './people-from.ts'
export { wordAt } from './words.ts'
