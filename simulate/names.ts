/** Names for people who do not exist: first names that many bear, and last names put together from parts that none does. */
const firsts =
  'Adaeze Bartek Carys Devraj Esme Faisal Gwilym Hana Ivo Jasleen Kofi Leocadia Mihai Noor Orla Piotr Quentin Rukhsana ' +
  'Silas Temperance Ulrich Violeta Winifred Xanthe Yusuf Zuzanna Amara Benedict Chidi Dilys Emrys Farah Gethin Hyacinth ' +
  'Imran Jolanta Keziah Lowri Marek Nadia Oluchi Parveen Rhodri Saoirse Tariq Unity Vasile Wanda Yasmin Zachary Aneurin ' +
  'Blessing Callum Dorota Elspeth Femi Grazyna Harpreet Isolde Jamal Katya Llewelyn Mabel Nikhil Ottoline Prakash Ruth ' +
  'Stefan Thandi Verity Wojciech Zainab Agnes Bogdan Clement Dafydd Eirlys Florian Gloria Hamza Inez Joachim Krystyna ' +
  'Lakshmi Magda Nerys Olwen Perpetua Ravi Simran Teodor Ursula Vikram Wilfred Ama Bronwen Cosmin Damaris'
const beginnings =
  'Apple Birch Candle Dews Ember Fenni Gather Hollo Islip Jessa Kowal Love March Nettle Pennyf Quick Rose Sallow Tumble ' +
  'Under Vella Winter Yarro Amber Bramble Copper Damson Elder Foxen Gorse Hazel Ivel Juniper Kettle Larken Meadow Nightin ' +
  'Oaken Pebble Quillen Rushen Sorrel Thistle Umber Verdan Willow Yewen Ash Bracken Clover'
const endings =
  'ley whistle snapper mass berley marsh good wick ton mine nik lace pane fold eather set thorn field down leaf court borne ' +
  'by combe dale edge garth holme ingham keld low mere ness over pool ridge stead thwaite vale worthy'

const given = firsts.split(' ')
const [before, after] = [beginnings.split(' '), endings.split(' ')]

/** A first name, by a number from nought to one. */
export const givenName = (share: number): string => given[Math.floor(share * given.length)]!

/** A last name, by a number from nought to one: a few are common and most are rare, as last names are. */
export function familyName(share: number): string {
  const place = Math.floor(share * share * share * before.length * after.length)
  const [first, last] = [before[place % before.length]!, after[Math.floor(place / before.length)]!]
  return first + last
}
