"""Words in dates: names of months and weekdays, and the signs of Chinese, Japanese and Korean, as plain characters."""

import re
import unicodedata

YEAR, MONTH, DAY_OF_MONTH, HOUR, MINUTE, SECOND = "\x80\x81\x82\x83\x84\x85"
"""One Latin-1 character each, which no text uses, for the signs that follow a number: 年 月 日 時 分 秒."""

# The names of the months, January first, without accents: long forms of each language. Names that mean different months
# in two languages are left out below.
_LONG = """
january february march april may june july august september october november december
januar februar maerz april mai juni juli august september oktober november dezember
janner feber marz april mai juni juli august september oktober november dezember
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
januar februar marts april maj juni juli august september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
tammikuu helmikuu maaliskuu huhtikuu toukokuu kesakuu heinakuu elokuu syyskuu lokakuu marraskuu joulukuu
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesakuuta heinakuuta elokuuta syyskuuta lokakuuta marraskuuta
joulukuuta
stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia
styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien
januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december
ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik
ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince
januara februara marca aprila maja juna jula augusta septembra oktobra novembra decembra
jaanuar veebruar marts aprill mai juuni juuli august september oktoober november detsember
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
januari februari maret april mei juni juli agustus september oktober november desember
"""
_SHORT = """
jan feb mar apr may jun jul aug sep oct nov dec
jan feb mrz apr mai jun jul aug sept okt nov dez
janv fevr mars avr mai juin juil aout sept oct nov dec
ene feb mar abr may jun jul ago sept oct nov dic
gen feb mar apr mag giu lug ago set ott nov dic
jan fev mar abr mai jun jul ago set out nov dez
jan feb mrt apr mei jun jul aug sep okt nov dec
jan feb mar apr maj jun jul aug sep okt nov des
tammi helmi maalis huhti touko kesa heina elo syys loka marras joulu
sty lut mar kwi maj cze lip sie wrz paz lis gru
jan febr marc apr maj jun jul aug szept okt nov dec
oca sub mar nis may haz tem agu eyl eki kas ara
"""
# Russian and Ukrainian months by the first letters of their names, without accents (й is и).
_CYRILLIC_MONTHS = (
    ("янв", "фев", "мар", "апр", "маи", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    ("січ", "лют", "бер", "кві", "мая", "чер", "лип", "сер", "вер", "жов", "лис", "гру"),
)
# The names of the weekdays, Monday first, as above.
_WEEKDAYS = """
mon tue wed thu fri sat sun
mon tues wed thur fri sat sun
mon tues wed thurs fri sat sun
monday tuesday wednesday thursday friday saturday sunday
mo di mi do fr sa so
montag dienstag mittwoch donnerstag freitag samstag sonntag
montag dienstag mittwoch donnerstag freitag sonnabend sonntag
lun mar mer jeu ven sam dim
lundi mardi mercredi jeudi vendredi samedi dimanche
lun mar mie jue vie sab dom
lunes martes miercoles jueves viernes sabado domingo
lun mar mer gio ven sab dom
lunedi martedi mercoledi giovedi venerdi sabato domenica
seg ter qua qui sex sab dom
segunda terca quarta quinta sexta sabado domingo
ma di wo do vr za zo
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
man tir ons tor fre lor son
mandag tirsdag onsdag torsdag fredag lordag sondag
manadag tisdag onsdag torsdag fredag lordag sondag
ma ti ke to pe la su
maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
pon wt sr czw pt sob niedz
poniedzialek wtorek sroda czwartek piatek sobota niedziela
"""
_PLAIN = (
    ("年", YEAR), ("년", YEAR), ("月", MONTH), ("월", MONTH), ("日", DAY_OF_MONTH), ("号", DAY_OF_MONTH),
    ("일", DAY_OF_MONTH), ("時", HOUR), ("时", HOUR), ("点", HOUR), ("點", HOUR), ("시", HOUR), ("分", MINUTE),
    ("분", MINUTE), ("秒", SECOND), ("초", SECOND), ("上午", "AM"), ("下午", "PM"), ("午前", "AM"), ("午後", "PM"),
    ("凌晨", "AM"), ("早上", "AM"), ("中午", "PM"), ("傍晚", "PM"),
    ("晚上", "PM"), ("오전", "AM"), ("오후", "PM"),
    ("：", ":"), ("／", "/"), ("．", "."), ("－", "-"), ("　", " "), ("–", "-"),
    ("\u2212", "-"), ("π.μ.", "AM"), ("μ.μ.", "PM"), ("πμ", "AM"), ("μμ", "PM"),
    ("\u202f", " "), ("\u2009", " "), ("\u200e", ""), ("\u200f", ""), ("\ufeff", ""), ("ł", "l"), ("ø", "o"), ("ı", "i"),
)  # fmt: skip
_ASIAN_WEEKDAY = re.compile(
    "(?:星期|礼拜|週|周)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일|[(（][月火水木金土日월화수목금토일一二三四五六][)）]"
)
_ACCENT = re.compile("[\u0300-\u036f]")
_MARKS_OF_WEEKDAY = ("(", "（", "星期", "礼拜", "周", "週", "曜", "요일")
_CYRILLIC = re.compile("[а-яА-Я]")
_CYRILLIC_WEEKDAY = re.compile(
    "(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|понеділок|вівторок|середа|четвер|субота|неділя|"
    "пн|вт|ср|чт|пт|сб|вс|нд)[.,]* "
)
_CYRILLIC_WORD = re.compile("[а-яіїє]{3,}")


def months() -> dict[bytes, int]:
    """The number of the month by its name, in capitals without accents."""
    return {name: number for name, number in _numbered(_LONG + _SHORT, 12).items() if number}


def weekdays() -> dict[bytes, int]:
    """The number of the weekday by its name, in capitals without accents: 1 is Monday, 0 is one of several."""
    return _numbered(_WEEKDAYS, 7) | {b"FEIRA": 0}


def _numbered(names: str, count: int) -> dict[bytes, int]:
    """The numbers of names listed in turns of `count`; 0 for a name that has several."""
    found: dict[str, set[int]] = {}
    for i, name in enumerate(names.split()):
        found.setdefault(name, set()).add(i % count + 1)
    return {name.upper().encode(): numbers.pop() if len(numbers) == 1 else 0 for name, numbers in found.items()}


def plain(text: str) -> str:
    """Text with the words and signs of dates in characters that Latin-1 has, accents removed. Much faster on one long
    text than on many short ones."""
    if any(sign in text for sign in _MARKS_OF_WEEKDAY):
        text = _ASIAN_WEEKDAY.sub("", text)
    for sign, character in _PLAIN:
        text = text.replace(sign, character)
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFD", text))
        for character in set(text):
            if character > "\xff" and character.isdecimal():  # Arabic and other digits
                text = text.replace(character, str(unicodedata.decimal(character)))
        if _CYRILLIC.search(text):
            text = _CYRILLIC_WEEKDAY.sub("", text.lower())
            text = _CYRILLIC_WORD.sub(_latin_month, text.replace(" г.", "").replace(" ч.", ""))
    return text


def _latin_month(match: re.Match) -> str:
    word = unicodedata.normalize("NFC", match[0])
    for starts in _CYRILLIC_MONTHS:
        if word[:3] in starts:
            return _SHORT.split()[starts.index(word[:3])]
    return "" if word in ("года", "року") else word
