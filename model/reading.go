package model

import (
	"strconv"
	"strings"
)

// SheetReading tells how one sheet was understood, so that a user sees a wrong
// guess before anything is printed. Rows read are accounted for: Rows is
// Households + Persons + Changes + Others + the rows of Skipped.
type SheetReading struct {
	Source
	// Kind is what the file is where its name promises something else, such as
	// 制表符分隔的文本 (GB18030).
	Kind string
	// Shape is what a row of the sheet stands for, in words for the user: 一户一行,
	// 一人一行. Empty where the sheet holds nothing of a roster and was passed over.
	Shape string
	// HeadRow is the first row of the heads, 1-based, and HeadRows how many
	// rows they take.
	HeadRow, HeadRows int
	Columns           []ColumnReading
	// Scopes are what its columns may be about.
	Scopes []Scope
	// Rows counts the rows below the heads that hold anything.
	Rows int
	// Households counts rows that are a household's own, Persons those that are a
	// member's (also where they carry the household's items), Changes those of
	// 自然增加 and 自然减少, Others villages, measures and helpers.
	Households, Persons, Changes, Others int
	Skipped                              []SkippedRows
	// Crowded counts persons who stand several in one cell and were not read.
	Crowded int
	// Lost are columns that were not read and hold names, identity numbers or
	// villages, in words for the user.
	Lost []string
	// Expected is how many persons the households say that they have whose size this
	// sheet gives, Found how many they have been given.
	Expected, Found int
	// Notes are what a person who looks at the sheet does not see, or has to know
	// of how it was read: hidden rows and columns, formulas without values,
	// provisional numbers. Whole sentences for the user.
	Notes []string
}

// ColumnReading is a column and what it was taken for.
type ColumnReading struct {
	Col  int    // 1-based
	Head string // as it is written, group and field joined by ›
	Code Code   // empty: not used
	// By says what decided where it was not the head itself: ByUser, or the name
	// of a known head that an unknown one comes near to.
	By string
	// Minor says that it only counts the rows or speaks of them: nobody misses it.
	Minor bool
	// Examples are what the first two filled cells hold, as they stand and cut short;
	// empty where there are none. They are of people: see roster.Glimpse.
	Examples [2]string
}

// ByUser is who decided about a column that the user's settings or --map name.
const ByUser = "用户指定"

// SkippedRows are rows that gave nothing to the roster.
type SkippedRows struct {
	Reason string // in words for the user: 合计行, 重复的表头, 没有内容的户编号 …
	Rows   []int  // 1-based, in order
}

// RowList names rows, runs of them shortened: 3、7-9、12. After the thirtieth
// there is only ……
func RowList(rows []int) string {
	const most = 30
	var b strings.Builder
	for i, n := 0, 0; i < len(rows); n++ {
		if n == most {
			b.WriteString("……")
			break
		}
		j := i
		for j+1 < len(rows) && rows[j+1] == rows[j]+1 {
			j++
		}
		if i > 0 {
			b.WriteString("、")
		}
		b.WriteString(strconv.Itoa(rows[i]))
		if j > i {
			b.WriteString("-" + strconv.Itoa(rows[j]))
		}
		i = j + 1
	}
	return b.String()
}
