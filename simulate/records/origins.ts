import type { Chance } from '../chance.ts'
import { commonFirst, type Draw } from './draws.ts'

/**
 * Where a name comes from, which is not where its bearer does. How accurate matching is must be known for each, since
 * most of what has been written on names was written about the first.
 */
export const origins = ['british', 'southAsian', 'muslim', 'slavic', 'african', 'chinese', 'other'] as const
export type Origin = (typeof origins)[number]
export type Sex = 'f' | 'm'

/** Names of one origin, by commonness; lists written for this project from names that many bear. */
export type Stock = Readonly<{ f: Draw<string>; m: Draw<string>; surname: (chance: Chance) => string }>

const words = (text: string): readonly string[] => text.trim().split(/\s+/)
const stock = (f: string, m: string, surnames: readonly string[]): Stock => ({
  f: commonFirst(words(f)),
  m: commonFirst(words(m)),
  surname: commonFirst(surnames),
})

const southAsian = stock(
  `priya anjali pooja neha sunita kavita meena rekha anita deepa asha jasmine simran manpreet harpreet gurpreet jaspreet
  kiran kuldeep baljit surinder paramjit manjit ravinder sukhwinder balwinder amandeep navdeep rupinder nisha ria diya
  aanya anaya saanvi avani isha aarti bhavna hetal jyoti lakshmi lata leela mala nirmala padma pushpa radha rani ritu
  sangeeta sapna seema shanti sheela shilpa shreya sita smita sonal sudha swati tara uma usha vandana vidya`,
  `harpreet gurpreet amandeep jaspreet manpreet raj sanjay vijay anil sunil rajesh suresh ramesh mukesh dinesh mahesh
  amit rahul rohan arjun aarav vivaan krishna vikram ravi deepak ashok kumar prakash naveen nikhil kiran baljit
  surinder paramjit kuldeep balwinder sukhwinder harjit gurdeep jagdeep hardeep mandeep jaswinder satnam avtar mohan
  gopal hari ajay akash anand arun ashwin bharat chetan girish harish hemant jayesh ketan manish mayur nilesh pankaj`,
  words(`patel singh sharma kumar kaur shah gill sandhu dhillon mistry desai joshi chauhan parmar solanki mehta gandhi
  bains sidhu grewal dhaliwal johal sahota atwal bhogal virdee rai nair pillai menon reddy rao iyer gupta verma agarwal
  das dutta ghosh banerjee mukherjee chatterjee bose roy sen fernando perera silva gurung thapa rana lama shrestha
  khatri bhatt trivedi pandya vyas modi lad tailor chohan dosanjh uppal hundal purewal randhawa sohal nagra mann`),
)

const muslim = stock(
  `fatima aisha khadija zainab maryam amina sara sana hina nadia saima shazia rukhsana nasreen parveen yasmin shabana
  rabia samina farzana sumaiya hafsa safiya ruqayyah aaliyah iqra zara laiba noor amira layla salma samira hanan huda
  iman leila rania rana dina nawal zahra mariam asma bushra fozia ghazala humaira jamila kalsoom mumtaz naheed naila
  nargis nusrat rehana robina sadia saira shamim shaista sobia tahira tasleem uzma zubaida hodan hibo fadumo halima`,
  `mohammed ahmed ali hassan hussain ibrahim yusuf omar abdullah imran usman bilal hamza khalid tariq asif nadeem
  shahid zahid kashif adnan faisal farhan haroon irfan junaid kamran naveed rashid rizwan saeed sajid salman shoaib
  tahir umar waqas waseem yasin younis zubair abdul mustafa mahmoud karim jamal samir tarek nasser walid zaid ismail
  idris musa yahya isa dawud sulaiman ayaan rayyan zayn eesa abdirahman abdi farah mahad liban guled ayub sami aziz`,
  words(`khan ahmed hussain ali mohammed begum akhtar malik iqbal mahmood shah mirza rahman miah uddin islam chowdhury
  hassan ibrahim abdullah yusuf aziz rashid saleem raja butt qureshi siddiqui sheikh bhatti chaudhry rehman javed
  ashraf aslam anwar bashir ghani hamid haq karim latif majid nawaz parvez rafiq sadiq sharif tariq younis zaman abbas
  mansour haddad khalil nasser saleh said osman omar warsame farah jama abdi nur mohamud salim hakimi rahimi karimi`),
)

const slavicStems = words(`kowal wisniew kamin lewandow zielin szyman wozn dabrow kozl jankow mazur wojciechow kwiatkow
  krawcz kaczmar piotrow grabow zajac pawlow michal krol wieczor jablon wrobel nowakow majew olszew jaworsk malinow
  pawl witkow walcz stepn gorsk rutkow sikor ostrow baran szewcz tomaszew pietrz marcinia wroblew zalew jakubow jasin
  zawadz sadow bak chmielew wlodar borkow czarnec sawic sokolow urban kubia maciej szczepan kucharsk wilk kalinow lis`)
const slavicEndings = words('ski ski ski ski ski czyk ak ewicz iak')
const slavicPlain = words(`nowak wojcik mazur krol wrobel zajac baran sikora lis wilk popov ivanov petrov dimitrov
  georgiev kovalenko shevchenko bondarenko tkachenko kravchenko melnyk novak horvat svoboda dvorak kucera jankauskas
  kazlauskas petrauskas berzins kalnins ozols todorov stoyanov volkov morozov sokolov popa`)

const slavic: Stock = {
  f: commonFirst(
    words(`anna maria katarzyna malgorzata agnieszka barbara ewa krystyna elzbieta magdalena joanna monika zofia
    aleksandra natalia julia zuzanna maja hanna lena oliwia alicja wiktoria martyna karolina paulina dorota beata
    iwona jolanta renata sylwia olga iryna oksana tetyana svitlana nataliya kateryna yulia elena svetlana tatiana
    daria anastasia ivana petra jana lucie milena desislava gergana ausra rasa inga`),
  ),
  m: commonFirst(
    words(`piotr krzysztof andrzej tomasz pawel marcin michal jan jakub szymon antoni filip kacper wojciech mateusz
    lukasz adam grzegorz maciej rafal dariusz mariusz zbigniew jerzy tadeusz stanislaw jozef kamil dawid bartosz
    sebastian oleksandr serhiy andriy volodymyr dmytro mykola vasyl ivan yuriy bohdan maksym ihor oleh dimitar georgi
    nikolay stefan todor petr jiri vladimir sergei alexei dmitri mantas tomas`),
  ),
  surname: chance => {
    if (chance.percent(45)) return chance.one(slavicPlain)
    return chance.one(slavicStems) + chance.one(slavicEndings)
  },
}

const african = stock(
  `grace blessing mercy joy esther ruth patience comfort abena akosua adwoa ama efua yaa adaeze chioma ngozi ifeoma
  amaka nkechi folake yetunde titilayo ayo funmilayo bukola temitope oluwaseun chipo tendai rudo rutendo nyasha tariro
  wanjiku njeri akinyi achieng nakato nabirye precious faith gloria charity miriam hannah naomi tsion hiwot selam rahel`,
  `emmanuel samuel daniel david joseph michael kofi kwame kwabena kwaku yaw kojo kwasi chukwuemeka chinedu emeka
  obinna ikenna uche nnamdi oluwaseun babatunde tunde femi segun kayode adebayo ayodele temitope tendai tapiwa farai
  tatenda kudzai simba takudzwa kamau mwangi otieno ochieng okello mugisha moses isaac abraham elijah joshua prince
  tesfaye dawit yonas samson solomon pascal jean patrice`,
  words(`okafor mensah adeyemi owusu okonkwo boateng asante osei appiah agyeman adeleke adebayo okeke eze nwosu obi
  ogunleye balogun afolabi akintola moyo ncube dube sibanda ndlovu banda phiri mwangi kamau njoroge otieno ochieng
  okello mugisha kabila diallo traore toure keita conteh kamara sesay koroma bangura tesfaye bekele haile gebre abebe
  johnson williams cole davies thompson addo amoah antwi asamoah frimpong gyamfi nkrumah opoku sarpong yeboah ansah
  chikwanha mutasa makoni chirwa tembo mulenga onyango wanjiru oyelaran ojo bello lawal nwachukwu onyeka igwe`),
)

const chinese = stock(
  `xiaoming meiling xiuying lihua yanyan jing li fang min yan ying hui juan lan mei na ping qian ting wei wenjing xia
  xinyi xue yaqi yating yifei yiran yuhan yuting zihan zixuan siuling waiyee kayan hoiyan wingyan suetyee pakyee`,
  `wei jun ming jie tao bin chao dong feng gang guang hao hui jian jianguo jianhua junjie lei liang long peng ping
  qiang xiaoming yifan yong yu zhiwei zihao zhongwei weiming kwokwai chiming kafai hoyin wingkin tszhin kinman`,
  words(`wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang song
  deng han feng cao peng chan wong lee cheung lau ho leung ng lam chow tsang yip kwok mak fung choi siu yuen tse yeung`),
)

const other = stock(
  `maria ana ioana elena andreea mihaela gabriela alexandra cristina daniela larisa bianca raluca sofia carla beatriz
  ines joana catarina lucia carmen laura marta paola giulia chiara francesca thi linh huong lan mai nguyet siew
  maricel rosario jocelyn liezl marisol fernanda camila valentina agnes zsuzsanna eszter katalin ilona eleni katerina
  shanice keisha latoya marcia beverley yvonne sonia delroy`,
  `alexandru andrei ionut mihai cristian marian florin gheorghe vasile constantin bogdan razvan adrian daniel joao
  pedro miguel tiago rui nuno carlos jose luis antonio manuel marco luca giovanni francesco matteo van minh duc hung
  tuan jose-mari rodrigo fernando diego istvan laszlo gabor zoltan nikos dimitrios giorgos winston delroy errol leroy
  desmond marlon dwayne tyrone`,
  words(`popescu ionescu popa radu dumitru stan stoica gheorghe rusu munteanu matei constantin serban lazar silva santos
  ferreira pereira oliveira costa rodrigues martins sousa fernandes goncalves gomes lopes marques rossi russo ferrari
  esposito bianchi romano nguyen tran le pham hoang vu dang reyes cruz garcia ramos mendoza lopez gonzalez rodriguez
  martinez nagy kovacs toth szabo horvath papadopoulos georgiou andreou campbell brown clarke francis grant bailey
  henry gordon morrison reid yilmaz kaya demir sahin yildiz celik`),
)

export const stocks: Readonly<Record<Exclude<Origin, 'british'>, Stock>> = {
  southAsian,
  muslim,
  slavic,
  african,
  chinese,
  other,
}
