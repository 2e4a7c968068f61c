package roster

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"ruhu/model"
	"ruhu/model/sheet"
)

// villageLabel is a line over the table that names its village: 行政村：东风村.
var villageLabel = regexp.MustCompile(`^(?:所属|所在)?(?:行政村|村名|村居|村\(社区\)|村)(?:名称)?:(.*)$`)

// villageTitle is a village in a title: 青山街道东风村低收入农户花名册.
var villageTitle = regexp.MustCompile(`(?:^|省|市|县|区|街道|镇|乡|年度?|\d)([^省市县区镇乡\d年、]{1,8}?(?:村|社区|居委会))(?:\d|低收入|建档|贫困|农户|脱贫|花名|名册|名单|户|人口|家庭)`)

// villageSheet is a sheet that is named for its village.
var villageSheet = regexp.MustCompile(`^[^0-9a-zA-Z\s]{1,10}(?:村|社区|居委会)$`)

// noVillages look like villages in a title and are none.
var noVillages = map[string]bool{
	"各村": true, "外村": true, "别村": true, "他村": true, "邻村": true, "某村": true, "示范村": true, "试点村": true, "帮扶村": true, "全村": true, "本村": true, "我村": true, "每村": true, "行政村": true, "贫困村": true, "薄弱村": true,
	"经济薄弱村": true, "重点村": true, "自然村": true, "农村": true, "村": true, "驻村": true, "社区": true, "村社区": true, "出列村": true, "非贫困村": true,
}

// someVillages count villages: 三村, 五个村.
var someVillages = regexp.MustCompile(`^[几数多一二两三四五六七八九十]+个?(?:行政)?村$`)

// villageOfFile is the village that a file is named for: 石桥村.xlsx,
// 青山街道石桥村花名册.xlsx. Of two villages in a name none is meant.
func villageOfFile(path string) string {
	name := model.Squeeze(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	village := ""
	if m := villageTitle.FindStringSubmatch(name); m != nil {
		village = m[1]
	} else if villageSheet.MatchString(name) {
		village = name
	}
	if village = afterTown(village); noVillages[village] || someVillages.MatchString(village) || strings.Count(village, "村") > 1 || strings.ContainsAny(strings.TrimSuffix(village, "社区"), "镇乡县区市和与及、,") {
		return ""
	}
	return village
}

// inferVillage finds the village of a sheet that has no column for it, where the
// lines over its table, its own name or the file's say it: offices give each village
// a sheet or a file. It is told to the user, who sees what it was taken from.
func (r *reader) inferVillage(rows []numbered) {
	cols := r.cols
	known := cols.has(model.CodeVillage) || cols.has(model.CodeDivision)
	if persons := cols.shape.flat && !r.c.households; known || !persons && cols.shape.own != model.OfHousehold {
		return
	}
	village := r.c.data.Codebook.Lookup(model.CodeVillage)
	if village == nil {
		return
	}
	name, at, from := villageAbove(cols.rowsOver(rows))
	if s := model.Squeeze(r.t.Name()); name == "" && villageSheet.MatchString(s) && shapeNamed(s) == nil && !noVillages[s] {
		name, at, from = s, model.At{Row: cols.row, Col: 1}, "工作表的名称"
	}
	if name == "" {
		name, at, from = villageOfFile(r.file), model.At{Row: cols.row, Col: 1}, "文件名"
	}
	if name == "" {
		return
	}
	at.Source = r.source
	r.standIn(model.CodeVillage, name, at)
	r.c.villageKnown = true
	r.makes = r.makes || cols.shape.flat && !r.c.listedHere
	r.noteVillage(r.cellPos(at.Col, at.Row), name, fmt.Sprintf("没有“行政村”一列，行政村取自%s：%s", from, name),
		"请核对村名；一张表有几个村的，请加上“行政村”一列")
}

// noteVillage tells what villages were taken from.
func (r *reader) noteVillage(at model.Pos, name, note, hint string) {
	r.account.Notes = append(r.account.Notes, note)
	r.c.warn("village-taken", at, "%s", note).about(model.CodeVillage, name).advise(hint)
}

// caption is how titles of tables end.
var caption = regexp.MustCompile(`(?:花名册|名册|名单|登记表|统计表|汇总表|信息表|明细表|采集表|台账|一览表)(?:\(.*\))?$`)

// isCaption reports a title among the rows, as it stands where files of several
// villages were pasted together: a text alone in its row that no record begins
// with. The village that it names is that of the rows below.
func (r *reader) isCaption(row int, cells []string, first string) bool {
	if len(first) < 9 || first[0] < 0x80 && !sheet.Digits(first[:1]) || len(r.cols.list) < 3 || filled(cells, 2) != 1 || isSign(first) || isNote(first) {
		return false
	}
	number := r.number >= 0 && cellOf(cells, r.cols.list[r.number].col-1) != "" && strings.ContainsFunc(first, func(c rune) bool { return c >= 0x4E00 })
	if !number && !caption.MatchString(first) {
		return false
	}
	switch {
	case ofLeavers(first) && r.cols.shape.own == model.OfMember && !r.cols.has(model.CodeState):
		r.below.begin(first, true)
	case r.below.title:
		r.below.here, r.below.title = false, false
	}
	if m := villageTitle.FindStringSubmatch(first); m != nil && r.standing.village != nil && !noVillages[m[1]] {
		r.standIn(model.CodeVillage, afterTown(m[1]), model.At{Row: row, Col: 1})
		r.account.Notes = append(r.account.Notes, "后面的行政村取自标题："+r.standing.village.raw)
	}
	return true
}

// afterTown cuts the 街道 off the name of a village.
func afterTown(name string) string {
	if i := strings.LastIndex(name, "街道"); i >= 0 {
		return name[i+len("街道"):]
	}
	return name
}

// villageAbove looks for the village in the rows over the heads.
func villageAbove(rows []numbered) (name string, at model.At, from string) {
	for _, row := range rows {
		for i, c := range row.cells {
			if len(c) > 300 {
				continue
			}
			text := model.Squeeze(c)
			if m := villageLabel.FindStringSubmatch(text); m != nil {
				if name = m[1]; name == "" && i+1 < len(row.cells) {
					name = model.Squeeze(row.cells[i+1])
				}
				if name != "" && !strings.ContainsAny(name, ":,;") {
					return name, model.At{Row: row.row, Col: i + 1}, "表头上方的“行政村”"
				}
			}
			if m := villageTitle.FindStringSubmatch(text); m != nil {
				if name = afterTown(m[1]); !noVillages[name] {
					return name, model.At{Row: row.row, Col: i + 1}, "标题"
				}
			}
		}
	}
	return "", model.At{}, ""
}
