package roster

import (
	"strings"
	"testing"
)

// Columns that hold names, identity numbers or villages and are not read are
// faults; others are not.
func TestColumnsThatHoldPeople(t *testing.T) {
	for _, tt := range []struct{ head, first, second, want string }{
		{"甲项", id("19600101", 1), id("19610101", 2), "证件号码"},
		{"乙项", "张桂芳", "李红梅", "姓名"},
		{"家里人", "张桂芳、李小山", "李红梅", "姓名"},
		{"丙项", "石桥村", "柳荫村", "村名"},
		{"丁项", "安全", "安全", ""},
		{"戊项", "好", "不好", ""},
		{"包户干部是谁", "张桂芳", "李红梅", ""},
	} {
		ros := readFakes(t, Options{}, &fake{rows: rowsOf("户编号|户主姓名|姓名|与户主关系|" + tt.head + "\n1|赵甲|赵甲|户主|" + tt.first + "\n2|周丙|周丙|户主|" + tt.second)})
		got := ""
		for _, p := range ros.Problems {
			if p.Rule == "column-unread" && p.Cell == "E1" {
				got = p.Message
			}
		}
		if (got != "") != (tt.want != "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.head, got, tt.want)
		}
		if (len(ros.Sheets[0].Lost) > 0) != (tt.want != "") {
			t.Errorf("%s: %v", tt.head, ros.Sheets[0].Lost)
		}
	}
}

// The size that the households give is compared with who was read, and the rows of
// each sheet add up.
func TestReceiptAddsUp(t *testing.T) {
	ros := readFakes(t, Options{}, &fake{rows: rowsOf("填表说明\n户编号|行政村|姓名|与户主关系|家庭人口数\n1|南村|赵甲|户主|3\n1|南村|赵乙|之子|3\n2|南村|周丙|户主|1\n合计|||3|\n填表人：李某")})
	s := ros.Sheets[0]
	if s.Expected != 4 || s.Found != 3 {
		t.Errorf("about %d, found %d", s.Expected, s.Found)
	}
	skipped := 0
	for _, k := range s.Skipped {
		skipped += len(k.Rows)
	}
	if s.Rows != 5 || s.Persons != 3 || skipped != 2 || s.Rows != s.Persons+s.Households+s.Changes+s.Others+skipped {
		t.Errorf("%+v", s)
	}
}
