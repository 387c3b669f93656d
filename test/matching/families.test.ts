import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { PersonGiven } from '../../src/matching/people.ts'
import { type Told, tell } from './told.ts'

/*
 * What a social worker would say of each of these without thinking. The engine learns from ten thousand made-up records
 * around them, as it would from an agency's own.
 */

const elm = { addressLines: ['14 Elm Close'], town: 'Rugby', postcode: 'CV21 3RB' }
const oak = { addressLines: ['82 Oak Lane'], town: 'Nuneaton', postcode: 'CV11 4BT' }
const mill = { addressLines: ['7 Mill Street'], town: 'Warwick', postcode: 'CV34 4HB' }
const hostel = { addressLines: ['Bridge House', '3 Station Road'], town: 'Leamington Spa', postcode: 'CV31 3NS' }
const [herPhone, hisPhone, hostelPhone] = ['07600 110022', '07600 330044', '01632 550066']

const people: readonly PersonGiven[] = [
  // Twins, each known to school and doctor; then twins whose names are nearly one.
  {
    id: 'twin Maya, school',
    forename: 'Maya',
    surname: 'Hollins',
    birthDate: '2015-04-09',
    sex: 'F',
    ...elm,
    phone: herPhone,
  },
  { id: 'twin Maya, doctor', forename: 'Maya', surname: 'Hollins', birthDate: '2015-04-09', sex: 'F', ...elm },
  {
    id: 'twin Erin, school',
    forename: 'Erin',
    surname: 'Hollins',
    birthDate: '2015-04-09',
    sex: 'F',
    ...elm,
    phone: herPhone,
  },
  { id: 'twin Erin, doctor', forename: 'Erin', surname: 'Hollins', birthDate: '2015-04-09', sex: 'F', ...elm },
  {
    id: 'twin Jayden',
    forename: 'Jayden',
    surname: 'Pratley',
    birthDate: '2012-08-30',
    sex: 'M',
    ...oak,
    nhsNumber: '9434765919',
  },
  {
    id: 'twin Hayden',
    forename: 'Hayden',
    surname: 'Pratley',
    birthDate: '2012-08-30',
    sex: 'M',
    ...oak,
    nhsNumber: '9434765870',
  },
  {
    id: 'twin Tom',
    forename: 'Thomas',
    surname: 'Ferris',
    birthDate: '2009-12-01',
    sex: 'M',
    ...mill,
    phone: hisPhone,
  },
  { id: 'twin Lucy', forename: 'Lucy', surname: 'Ferris', birthDate: '2009-12-01', sex: 'F', ...mill, phone: hisPhone },
  // A father and his son of one name; a mother and her daughter with one phone; brothers a year apart.
  { id: 'father', forename: 'Robert', surname: 'Tranter', birthDate: '1971-02-03', sex: 'M', ...elm },
  { id: 'son', forename: 'Robert', surname: 'Tranter', birthDate: '1998-10-17', sex: 'M', ...elm },
  { id: 'son, elsewhere', forename: 'Robert', surname: 'Tranter', birthDate: '1998-10-17', sex: 'M', ...oak },
  { id: 'mother', forename: 'Amanda', surname: 'Ludlow', birthDate: '1980-05-06', sex: 'F', ...oak, phone: herPhone },
  { id: 'daughter', forename: 'Amelia', surname: 'Ludlow', birthDate: '2010-06-05', sex: 'F', ...oak, phone: herPhone },
  {
    id: 'elder brother',
    forename: 'Daniel',
    surname: 'Sturmey',
    birthDate: '2011-03-12',
    sex: 'M',
    ...mill,
    phone: hisPhone,
  },
  {
    id: 'younger brother',
    forename: 'David',
    surname: 'Sturmey',
    birthDate: '2012-03-21',
    sex: 'M',
    ...mill,
    phone: hisPhone,
  },
  // Men of one hostel, of whom one is known twice.
  {
    id: 'hostel, Sean',
    forename: 'Sean',
    surname: 'Rafferty',
    birthDate: '1985-07-08',
    sex: 'M',
    ...hostel,
    phone: hostelPhone,
  },
  { id: 'hostel, Shaun', forename: 'Shaun', surname: 'Rafferty', birthDate: '1985-07-08', sex: 'M', ...hostel },
  {
    id: 'hostel, Stephen',
    forename: 'Stephen',
    surname: 'Rafter',
    birthDate: '1979-01-28',
    sex: 'M',
    ...hostel,
    phone: hostelPhone,
  },
  {
    id: 'hostel, Kevin',
    forename: 'Kevin',
    surname: 'Naylor',
    birthDate: '1985-08-07',
    sex: 'M',
    ...hostel,
    phone: hostelPhone,
  },
  // Two men of a common name, and two women with numbers of their own who share all else.
  { id: 'Khan of Rugby', forename: 'Mohammed', surname: 'Khan', birthDate: '1990-03-04', sex: 'M', ...elm },
  { id: 'Khan of Warwick', forename: 'Mohammed', surname: 'Khan', birthDate: '1990-11-23', sex: 'M', ...mill },
  {
    id: 'Ann, one',
    forename: 'Ann',
    surname: 'Wilks',
    birthDate: '1966-09-09',
    sex: 'F',
    ...oak,
    nhsNumber: '9434765838',
  },
  {
    id: 'Ann, other',
    forename: 'Ann',
    surname: 'Wilks',
    birthDate: '1966-09-09',
    sex: 'F',
    ...mill,
    nhsNumber: '9434765846',
  },
  // Names that marriage, a clerk, a border or a friend changed.
  {
    id: 'before marriage',
    forename: 'Philippa',
    surname: 'Garside',
    birthDate: '1988-02-14',
    sex: 'F',
    ...elm,
    phone: '07600 778899',
  },
  {
    id: 'after marriage',
    forename: 'Philippa',
    surname: 'Danbury',
    birthDate: '1988-02-14',
    sex: 'F',
    ...oak,
    phone: '07600 778899',
  },
  {
    id: 'known by both',
    forename: 'Philippa',
    surname: 'Danbury',
    formerSurname: 'Garside',
    birthDate: '1988-02-14',
    sex: 'F',
    ...oak,
  },
  { id: 'both names', forename: 'Oscar', surname: 'Pemberton-Ives', birthDate: '2014-01-19', sex: 'M', ...mill },
  { id: 'one of them', forename: 'Oscar', surname: 'Ives', birthDate: '2014-01-19', sex: 'M', ...mill },
  {
    id: 'patronymic',
    forename: 'Olena',
    middleNames: 'Ivanivna',
    surname: 'Kovalchuk',
    birthDate: '1991-06-25',
    sex: 'F',
    ...elm,
  },
  { id: 'without it', forename: 'Elena', surname: 'Kovalchuk', birthDate: '1991-06-25', sex: 'F', ...elm },
  { id: 'as she writes it', forename: 'Agnieszka', surname: 'Wisniewska', birthDate: '1983-11-11', sex: 'F', ...oak },
  {
    id: 'as he would',
    forename: 'Agnieszka',
    surname: 'Wiśniewski',
    birthDate: '1983-11-11',
    sex: 'F',
    ...mill,
    phone: '07600 223344',
  },
  { id: 'Mohammed', forename: 'Mohammed', surname: 'Chaudhry', birthDate: '2001-05-30', sex: 'M', ...mill },
  { id: 'Muhammad', forename: 'Muhammad', surname: 'Choudhary', birthDate: '2001-05-30', sex: 'M', ...mill },
  { id: 'family name last', forename: 'Xiaoming', surname: 'Zheng', birthDate: '1999-08-18', sex: 'M', ...oak },
  { id: 'family name first', forename: 'Zheng', surname: 'Xiaoming', birthDate: '1999-08-18', sex: 'M', ...oak },
  { id: 'William', forename: 'William', surname: 'Ockendon', birthDate: '1958-04-02', sex: 'M', ...elm },
  { id: 'Bill', forename: 'Bill', surname: 'Ockendon', birthDate: '1958-04-02', sex: 'M', ...elm },
  // Dates and houses that changed.
  { id: 'ninth of March', forename: 'Imogen', surname: 'Tarrant', birthDate: '2008-03-09', sex: 'F', ...elm },
  { id: 'third of September', forename: 'Imogen', surname: 'Tarrant', birthDate: '2008-09-03', sex: 'F', ...elm },
  { id: 'before the move', forename: 'Gwendoline', surname: 'Ashcombe', birthDate: '1949-12-30', sex: 'F', ...oak },
  { id: 'after the move', forename: 'Gwendoline', surname: 'Ashcombe', birthDate: '1949-12-30', sex: 'F', ...mill },
  {
    id: 'only the year',
    forename: 'Tesfaye',
    surname: 'Woldemariam',
    birthDate: '1994-01-01',
    sex: 'M',
    ...hostel,
    phone: '07600 445566',
  },
  {
    id: 'the whole date',
    forename: 'Tesfaye',
    surname: 'Woldemariam',
    birthDate: '1994-09-16',
    sex: 'M',
    phone: '07600 445566',
  },
]

let told: Told
before(async () => {
  told = await tell(people)
})

const one = (...ids: string[]) => assert.ok(told.areOne(...ids), `${ids.join(' and ')} were not found to be one person`)
const apart = (...ids: string[]) => assert.ok(told.areApart(...ids), `${ids.join(' and ')} were taken for one person`)

test('twins stay two, and each is found in school and at the doctor', () => {
  one('twin Maya, school', 'twin Maya, doctor')
  one('twin Erin, school', 'twin Erin, doctor')
  apart('twin Maya, school', 'twin Erin, school')
  apart('twin Maya, doctor', 'twin Erin, school')
})

test('a girl and a boy who are twins stay two, though their home and phone are one', () => {
  apart('twin Tom', 'twin Lucy')
})

test('twins with nearly the same name stay two where each has an NHS number', () => {
  apart('twin Jayden', 'twin Hayden')
})

test('a father and his son of the same name stay two, and the son is found at both his homes', () => {
  apart('father', 'son')
  apart('father', 'son, elsewhere')
  one('son', 'son, elsewhere')
})

test('a mother and daughter who share a phone stay two', () => {
  apart('mother', 'daughter')
})

test('brothers a year apart stay two', () => {
  apart('elder brother', 'younger brother')
})

test('sharing a hostel and its telephone makes nobody the same person', () => {
  apart('hostel, Sean', 'hostel, Stephen', 'hostel, Kevin')
})

test('one man in a hostel is found under two spellings', () => {
  one('hostel, Sean', 'hostel, Shaun')
})

test('a common name and a year of birth are not enough', () => {
  apart('Khan of Rugby', 'Khan of Warwick')
})

test('two valid NHS numbers keep two women apart, whatever else they share', () => {
  apart('Ann, one', 'Ann, other')
})

test('a woman is found under the name she married into', () => {
  one('before marriage', 'after marriage', 'known by both')
})

test('a child is found under one of two surnames', () => {
  one('both names', 'one of them')
})

test('a woman is found with and without her patronymic', () => {
  one('patronymic', 'without it')
})

test('a surname is found in both its endings', () => {
  one('as she writes it', 'as he would')
})

test('a name is found in two ways of writing it in Latin letters', () => {
  one('Mohammed', 'Muhammad')
})

test('a name is found with its family part first', () => {
  one('family name last', 'family name first')
})

test('a man is found under what his friends call him', () => {
  one('William', 'Bill')
})

test('a birth date is found with day and month turned round', () => {
  one('ninth of March', 'third of September')
})

test('somebody with an uncommon name is found after a move', () => {
  one('before the move', 'after the move')
})

test('somebody given the first of January is found under the true date', () => {
  one('only the year', 'the whole date')
})
