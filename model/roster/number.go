package roster

import (
	"fmt"
	"slices"

	"ruhu/model"
)

// unlink takes out the numbers that only linked the rows of a household that has
// none, now that the rows are joined.
func (c *collector) unlink() {
	for _, d := range c.drafts {
		if v, ok := d.Get(model.CodeNumber); ok && model.OnlyLinks(model.Squeeze(v.Raw)) {
			d.linked = v
			d.Remove(model.CodeNumber)
		}
	}
}

// numberDrafts makes up numbers for households of sheets that give none, of what
// they are known by: the same at every reading, whatever else is read with them.
// Two that come to one number get none.
func (c *collector) numberDrafts() {
	if c.list {
		return
	}
	byNumber := make(map[string][]*draft)
	for _, d := range c.drafts {
		if d.made == nil && d.linked.Raw == "" || d.held || d.Number() != "" {
			continue
		}
		if number := d.ProvisionalNumber(); number != "" {
			byNumber[number] = append(byNumber[number], d)
		}
	}
	given := make(map[*model.SheetReading][]string)
	for _, d := range c.drafts {
		number := d.ProvisionalNumber()
		switch same := len(byNumber[number]) + c.byNumber[model.Squeeze(number)].len(); {
		case !slices.Contains(byNumber[number], d):
		case same > 1:
			c.fault("number-provisional", d.Where(), "临时编号 %s 与另一户的恰好相同，都没有编号", number).
				of(d).about(model.CodeNumber, number).advise("请给这两户填上户编号")
		case d.made == nil:
			d.linked.Raw = number
			d.Copy(model.CodeNumber, d.linked)
		default:
			d.Set(model.CodeNumber, number, model.AsText, d.made.at)
			given[d.made.account] = append(given[d.made.account], number)
		}
	}
	for _, told := range c.sheets {
		if numbers := given[told]; len(numbers) > 0 {
			c.reportNumbers(told, numbers)
		}
	}
}

// reportNumbers tells of the numbers that were made up for a sheet.
func (c *collector) reportNumbers(account *model.SheetReading, numbers []string) {
	note := fmt.Sprintf("临时编号 %s 等，共 %d 户", numbers[0], len(numbers))
	if len(numbers) == 1 {
		note = fmt.Sprintf("临时编号 %s，共 1 户", numbers[0])
	}
	account.Notes = append(account.Notes, note)
	c.warn("number-provisional", model.Pos{File: account.File, Sheet: account.Sheet, Cell: model.CellName(1, account.HeadRow)},
		"没有“户编号”一列，%s；按户主编出，与先后无关，户主不变就不变", note).
		about(model.CodeNumber, "").advise("请核对分户是否正确（ruhu check --explain）；有户编号的请加上这一列")
}

// reportUntold reports the households that nothing tells from others: their
// sheets have no number, and what is filled in on them is not collected.
func (c *collector) reportUntold() {
	for _, d := range c.drafts {
		if d.held || c.list || d.Key().Known() || c.mask && !d.SharesKey() && d.Number() == "" {
			continue
		}
		why, how := "没有户编号，户主的姓名、证件号码和行政村也不全", model.Warning
		switch number := model.Squeeze(d.Number()); {
		case model.ShortNumber(number) && !model.Provisional(number) && d.SharesKey():
			why, how = "户编号 "+d.Number()+" 与另一户相同", model.Fault
		case model.ShortNumber(number) && !model.Provisional(number):
			why, how = "户编号 "+d.Number()+" 不足12位，又没有填行政村", model.Fault
		case d.SharesKey() && d.HeadIdentity() != "":
			why, how = "户主的证件号码与另一户的户主相同", model.Fault
		case d.SharesKey():
			why = "没有户编号，户主也没有证件号码，又与同村另一户的户主同名"
		}
		c.keepFinding(find(how, "household-untold", d.Where(), "%s，不能与别户区分：它的表不印表号，填写的内容不能汇总", why)).
			of(d).about(model.CodeNumber, d.Number()).advise("请补填户编号（12位以上），或行政村和户编号，或户主的证件号码")
	}
}
