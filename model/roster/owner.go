package roster

import (
	"regexp"
	"slices"

	"ruhu/model"
)

// owner is of whom a column is that does not say it.
type owner uint8

const (
	memberOwns owner = iota
	helperOwns
	headOwns
	relativeOwns // 配偶, 父亲: named in the row of another
	outsiderOwns
)

// owners finds whose the columns are whose heads do not say it, by the name at their left.
// Behind a helper a telephone is his, behind the 户主 before the name of a member a number
// is the 户主's; what else stands there, or behind somebody else, is not the member's and
// not read. It gives the columns of which that decides.
func (x *headIndex) owners(over []heading, found [][]*model.Indicator, sh *shape) map[int]bool {
	helper, head := x.book.Lookup(model.CodeHelperPhone), x.book.Lookup(model.CodeHeadID)
	if helper == nil || head == nil || sh.own != model.OfMember && sh.own != model.OfHousehold {
		return nil
	}
	placed, met := make(map[int]bool), make(map[model.Code]bool)
	for i, h := range over {
		if len(found[i]) == 0 {
			continue
		}
		in, again := found[i][0], met[found[i][0].Code]
		met[in.Code] = true
		if wish, _ := x.wishOf(h); wish != nil || len(h) > 1 && x.groupOf(h[len(h)-2]) != nil {
			continue
		}
		number := in.Kind == model.Identity && bareNumber[x.fold(lastOf(h))]
		who := ownerOf(over, found, i, number)
		switch {
		case who == memberOwns || in.Code == model.CodeName:
		case in.IsPhone() && barePhone[x.fold(lastOf(h))]:
			if who == helperOwns {
				found[i], placed[i] = []*model.Indicator{helper}, true
			} else if who == outsiderOwns {
				found[i] = nil
			}
		case who == headOwns && number && (again || membersFrom(found, i)):
			found[i], placed[i] = []*model.Indicator{head}, true
		case who == headOwns && in.Scope == model.OfMember && in.Code != model.CodeRelation && !number && membersFrom(found, i),
			who != headOwns && (number || again && in.Scope == model.OfMember):
			found[i] = nil
			met[in.Code] = again
		}
	}
	return placed
}

// ownerOf looks at the left of a column for the name that it stands behind, over columns
// that are not read, numbers and the sex; a number also stands behind what is the household's.
func ownerOf(over []heading, found [][]*model.Indicator, i int, number bool) owner {
	const between = 4
	for left := i - 1; left >= 0 && left >= i-between && len(over[left]) > 0; left-- {
		if len(found[left]) == 0 {
			switch name := lastOf(over[left]); {
			case outsider.MatchString(name):
				return outsiderOwns
			case relativeName.MatchString(name):
				return relativeOwns
			}
			continue
		}
		switch in := found[left][0]; {
		case in.Scope == model.OfHelper && in.Code != model.CodeHelperPhone:
			return helperOwns
		case in.Code == model.CodeHeadName:
			return headOwns
		case in.Kind == model.Identity, in.Code == model.CodeSex, number && in.Scope == model.OfHousehold:
		default:
			return memberOwns
		}
	}
	return memberOwns
}

// membersFrom reports that the first name of a member stands behind a column.
func membersFrom(found [][]*model.Indicator, i int) bool {
	return slices.IndexFunc(found, func(list []*model.Indicator) bool { return len(list) > 0 && list[0].Code == model.CodeName }) > i
}

var (
	// barePhone and bareNumber are heads that do not say whose telephone or number it is.
	barePhone  = map[string]bool{"联系电话": true, "电话": true, "手机": true, "手机号": true, "手机号码": true, "电话号码": true, "联系方式": true, "联系手机": true, "电话号": true}
	bareNumber = map[string]bool{"身份证": true, "身份证号": true, "身份证号码": true, "证件号码": true, "证件号": true, "公民身份号码": true, "公民身份证号码": true, "身份证件号码": true, "居民身份证号码": true}
	// outsider is the head of a name of somebody who need not be of the household,
	// relativeName of one who mostly is.
	outsider     = regexp.MustCompile(`^(?:.{0,6}(?:监护人|网格员|村干部|包户干部|医生|联络员|联系人|负责人|填表人|审核人|经办人|代理人|代领人|书记|主任|调查员|信息员|管理员))(?:姓名|名字)?$`)
	relativeName = regexp.MustCompile(`^(?:配偶|丈夫|妻子|爱人|父亲|母亲|父母|子女|儿子|女儿|领款人|领取人|持卡人|开户人|担保人|户口本户主)(?:姓名|名字)?$`)
)

// inheritLanes gives the columns behind the name of a numbered person his lane: 成员2
// with 身份证 and 关系 behind it, which say not whose they are.
func inheritLanes(found [][]*model.Indicator, lane []int) {
	now := 0
	for i, list := range found {
		switch {
		case len(list) > 0 && list[0].Code == model.CodeName:
			now = lane[i]
		case len(list) == 0 || list[0].Scope != model.OfMember:
			now = 0
		case lane[i] == 0:
			lane[i] = now
		}
	}
}

// ownNumbers takes a column of numbers behind the 户主 for the members' where the rows
// show it: beside one 户主 they differ.
func (c *columns) ownNumbers(rows []numbered, identity *model.Indicator) {
	head := indexOf(c.list, model.CodeHeadName)
	number := slices.IndexFunc(c.list, func(x column) bool { return x.col == c.headNumber })
	if head < 0 || number < 0 || identity == nil || c.has(model.CodeIdentity) {
		return
	}
	first := make(map[string]string)
	name := ""
	for _, row := range c.rowsUnder(rows) {
		if text := model.Squeeze(cellOf(row.cells, c.list[head].col-1)); text != "" {
			name = text
		}
		card := model.Squeeze(cellOf(row.cells, c.headNumber-1))
		switch {
		case card == "" || name == "":
		case first[name] == "":
			first[name] = card
		case first[name] != card:
			c.list[number].in = identity
			return
		}
	}
}

// readOwnNumber reads the number of the 户主 as that of the person in hand, where this is
// the 户主 and no column has the persons' own.
func (r *reader) readOwnNumber() {
	if r.cols.headNumber == 0 || r.cols.shape.own != model.OfMember || r.cols.has(model.CodeIdentity) {
		return
	}
	head, number := r.ofHousehold(model.CodeHeadName), r.ofHousehold(model.CodeHeadID)
	name, _ := valueOf(r.cells.own, model.CodeName)
	relation, has := valueOf(r.cells.own, model.CodeRelation)
	book := r.c.data.Codebook
	if head == nil || number == nil || name == "" || model.Squeeze(name) != model.Squeeze(head.raw) || has && book.Lookup(model.CodeRelation).Option(relation) != 0 {
		return
	}
	own := *number
	own.in = book.Lookup(model.CodeIdentity)
	r.cells.own = append(r.cells.own, own)
}
