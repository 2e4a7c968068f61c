package han

// Standard gives the character that a private code stood for in GBK and in the
// editions of GB 18030, before it had a code of its own. It is a proposal: other
// systems used the same codes for characters of their own, so somebody has to
// look at the 户口簿.
func Standard(private rune) (standard rune, source string, ok bool) {
	if o, ok := moved[private]; ok {
		return o.to, o.since, true
	}
	return 0, "", false
}

// since what edition a character has its own code.
const (
	since2000 = "GB 18030-2000"
	since2005 = "GB 18030-2005"
	since2022 = "GB 18030-2022"
)

type move struct {
	to    rune
	since string
}

// moved is the private codes of GBK 1.0 (0xA6D9–A6F5, A8BC, A8BF, A989–A995,
// FE50–FEA0) and what they are today. GB 18030-2000 moved most; 2005 one; 2022
// eighteen, whose two-byte and four-byte codes it exchanged (36 positions: ten
// vertical punctuation marks and eight components), and it took back the last
// six, whose characters keep their four-byte codes in the supplementary plane.
// Sources: GB 18030-2022 and its appendix on the changes; the mapping tables of
// the Encoding Standard (index gb18030 and the encoder's table) and of ICU 73.2.
var moved = func() map[rune]move {
	m := make(map[rune]move)
	for i, r := range []rune("\u303E⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻") {
		m[0xE7E7+rune(i)] = move{r, since2000}
	}
	m[0xE7C7] = move{'ḿ', since2005}
	m[0xE7C8] = move{'ǹ', since2000}
	// FE50 to FEA0 in order. The codes of 2022 follow below.
	const fe50 = "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋\u9FB4㖞㘚㘎⺌⺗㥮㤘\u9FB5㧏㧟㩳㧐\u9FB6\u9FB7㭎㱮㳠⺧𡗗\u9FB8⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌\u9FB9" +
		"䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶\u9FBA𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮\u9FBB"
	for i, r := range []rune(fe50) {
		since := since2000
		if r > 0xFFFF || r >= 0x9FB4 && r <= 0x9FBB {
			since = since2022
		}
		m[0xE815+rune(i)] = move{r, since}
	}
	for i, r := range []rune("\uFE10\uFE12\uFE11\uFE13\uFE14\uFE15\uFE16\uFE17\uFE18\uFE19") {
		m[0xE78D+rune(i)] = move{r, since2022}
	}
	return m
}()

// Moved reports a character that GB 18030-2022 gave new positions: one of the
// eighteen whose private code it exchanged. A font or an input system made
// before shows or types the private code instead.
func Moved(r rune) bool {
	return r >= 0x9FB4 && r <= 0x9FBB || r >= 0xFE10 && r <= 0xFE19
}
