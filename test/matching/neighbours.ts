import type { PersonGiven } from '../../src/matching/people.ts'

const elm = { addressLines: ['14 Elm Close'], town: 'Rugby', postcode: 'CV21 3RB' }
const oak = { addressLines: ['82 Oak Lane'], town: 'Nuneaton', postcode: 'CV11 4BT' }
const mill = { addressLines: ['7 Mill Street'], town: 'Warwick', postcode: 'CV34 4HB' }
const hostel = { addressLines: ['Bridge House', '3 Station Road'], town: 'Leamington Spa', postcode: 'CV31 3NS' }
const [herPhone, hisPhone, hostelPhone] = ['07600 110022', '07600 330044', '01632 550066']

type Known = Omit<PersonGiven, 'id' | 'forename' | 'surname' | 'birthDate' | 'sex'>

const person = (id: string, forename: string, surname: string, birthDate: string, sex: string, known: Known = {}) => ({
  ...{ id, forename, surname, birthDate, sex },
  ...known,
})

/** Neighbours of whom a matching must make what anybody would who knows them. */
export const neighbours: readonly PersonGiven[] = [
  // Twins, each known to school and doctor; then twins whose names are nearly one.
  person('twin Maya, school', 'Maya', 'Hollins', '2015-04-09', 'F', { ...elm, phone: herPhone }),
  person('twin Maya, doctor', 'Maya', 'Hollins', '2015-04-09', 'F', elm),
  person('twin Erin, school', 'Erin', 'Hollins', '2015-04-09', 'F', { ...elm, phone: herPhone }),
  person('twin Erin, doctor', 'Erin', 'Hollins', '2015-04-09', 'F', elm),
  person('twin Jayden', 'Jayden', 'Pratley', '2012-08-30', 'M', { ...oak, nhsNumber: '9434765919' }),
  person('twin Hayden', 'Hayden', 'Pratley', '2012-08-30', 'M', { ...oak, nhsNumber: '9434765870' }),
  person('twin Tom', 'Thomas', 'Ferris', '2009-12-01', 'M', { ...mill, phone: hisPhone }),
  person('twin Lucy', 'Lucy', 'Ferris', '2009-12-01', 'F', { ...mill, phone: hisPhone }),
  // A father and his son of one name; a mother and her daughter with one phone; brothers a year apart.
  person('father', 'Robert', 'Tranter', '1971-02-03', 'M', elm),
  person('son', 'Robert', 'Tranter', '1998-10-17', 'M', elm),
  person('son, elsewhere', 'Robert', 'Tranter', '1998-10-17', 'M', oak),
  person('mother', 'Amanda', 'Ludlow', '1980-05-06', 'F', { ...oak, phone: herPhone }),
  person('daughter', 'Amelia', 'Ludlow', '2010-06-05', 'F', { ...oak, phone: herPhone }),
  person('elder brother', 'Daniel', 'Sturmey', '2011-03-12', 'M', { ...mill, phone: hisPhone }),
  person('younger brother', 'David', 'Sturmey', '2012-03-21', 'M', { ...mill, phone: hisPhone }),
  // Men of one hostel, of whom one is known twice.
  person('hostel, Sean', 'Sean', 'Rafferty', '1985-07-08', 'M', { ...hostel, phone: hostelPhone }),
  person('hostel, Shaun', 'Shaun', 'Rafferty', '1985-07-08', 'M', hostel),
  person('hostel, Stephen', 'Stephen', 'Rafter', '1979-01-28', 'M', { ...hostel, phone: hostelPhone }),
  person('hostel, Kevin', 'Kevin', 'Naylor', '1985-08-07', 'M', { ...hostel, phone: hostelPhone }),
  // Two men of a common name, and two women with numbers of their own who share all else.
  person('Khan of Rugby', 'Mohammed', 'Khan', '1990-03-04', 'M', elm),
  person('Khan of Warwick', 'Mohammed', 'Khan', '1990-11-23', 'M', mill),
  person('Ann, one', 'Ann', 'Wilks', '1966-09-09', 'F', { ...oak, nhsNumber: '9434765838' }),
  person('Ann, other', 'Ann', 'Wilks', '1966-09-09', 'F', { ...mill, nhsNumber: '9434765846' }),
  // Names that marriage, a clerk, a border or a friend changed.
  person('before marriage', 'Philippa', 'Garside', '1988-02-14', 'F', { ...elm, phone: '07600 778899' }),
  person('after marriage', 'Philippa', 'Danbury', '1988-02-14', 'F', { ...oak, phone: '07600 778899' }),
  person('known by both', 'Philippa', 'Danbury', '1988-02-14', 'F', { ...oak, formerSurname: 'Garside' }),
  person('both names', 'Oscar', 'Pemberton-Ives', '2014-01-19', 'M', mill),
  person('one of them', 'Oscar', 'Ives', '2014-01-19', 'M', mill),
  person('patronymic', 'Olena', 'Kovalchuk', '1991-06-25', 'F', { ...elm, middleNames: 'Ivanivna' }),
  person('without it', 'Elena', 'Kovalchuk', '1991-06-25', 'F', elm),
  person('as she writes it', 'Agnieszka', 'Wisniewska', '1983-11-11', 'F', oak),
  person('as he would', 'Agnieszka', 'Wiśniewski', '1983-11-11', 'F', { ...mill, phone: '07600 223344' }),
  person('Mohammed', 'Mohammed', 'Chaudhry', '2001-05-30', 'M', mill),
  person('Muhammad', 'Muhammad', 'Choudhary', '2001-05-30', 'M', mill),
  person('family name last', 'Xiaoming', 'Zheng', '1999-08-18', 'M', oak),
  person('family name first', 'Zheng', 'Xiaoming', '1999-08-18', 'M', oak),
  person('William', 'William', 'Ockendon', '1958-04-02', 'M', elm),
  person('Bill', 'Bill', 'Ockendon', '1958-04-02', 'M', elm),
  // Dates and houses that changed.
  person('ninth of March', 'Imogen', 'Tarrant', '2008-03-09', 'F', elm),
  person('third of September', 'Imogen', 'Tarrant', '2008-09-03', 'F', elm),
  person('before the move', 'Gwendoline', 'Ashcombe', '1949-12-30', 'F', oak),
  person('after the move', 'Gwendoline', 'Ashcombe', '1949-12-30', 'F', mill),
  person('only the year', 'Tesfaye', 'Woldemariam', '1994-01-01', 'M', { ...hostel, phone: '07600 445566' }),
  person('the whole date', 'Tesfaye', 'Woldemariam', '1994-09-16', 'M', { phone: '07600 445566' }),
]
