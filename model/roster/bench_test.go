package roster

import (
	"bytes"
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
)

// flatHeads are the columns of the national system's export, about as many as
// it has.
var flatHeads = []string{
	"序号", "县(市、区、旗)", "乡(镇)", "行政村", "自然村", "户编号", "人编号", "姓名", "性别", "证件号码",
	"人数", "与户主关系", "民族", "政治面貌", "文化程度", "在校生状况", "健康状况", "劳动技能", "务工时间（月）", "是否参加大病保险",
	"脱贫属性", "脱贫年度", "贫困户属性", "主要致贫原因", "危房等级", "是否解决安全饮用水", "人均纯收入", "联系电话", "耕地面积（亩）", "是否享受低保",
}

const flatHouseholds, flatPersons = 10_000, 4

// flatBook is an export of 10,000 households and 40,000 persons.
var flatBook = sync.OnceValue(func() []byte {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		panic(err)
	}
	row := make([]any, len(flatHeads))
	for i, h := range flatHeads {
		row[i] = h
	}
	_ = w.SetRow("A1", row)
	for i := range flatHouseholds * flatPersons {
		flatRow(row, i)
		if err := w.SetRow("A"+strconv.Itoa(i+2), row); err != nil {
			panic(err)
		}
	}
	if err := w.Flush(); err != nil {
		panic(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
})

func flatRow(row []any, i int) {
	h, k := i/flatPersons, i%flatPersons
	copy(row, []any{
		i + 1, "测试区", "测试街道", fmt.Sprintf("测试村%d", h/100), "庄子", fmt.Sprintf("3207990%05d", h),
		fmt.Sprintf("3207990%05d%02d", h, k), fmt.Sprintf("测%d%d", h, k), []string{"男", "女"}[k%2],
		id(fmt.Sprintf("19%02d%02d%02d", 30+h%60, 1+h%12, 1+h%28), i%1000),
		flatPersons, []string{"户主", "配偶", "之子", "之女"}[k], "汉族", "群众", "小学", "非在校生", "健康", "普通劳动力",
		k * 3, "是", "未脱贫", 2019, "一般贫困户", "因病", "无", "是", 6000.5 + float64(h), "13800000000", 2.5, "否",
	})
}

func BenchmarkRead(b *testing.B) {
	data := flatBook()
	cb := codebook(b)
	for b.Loop() {
		ros, err := Read(cb, []Input{input("x", data)}, Options{})
		must.Succeed(b, err)
		if ros.Households() != flatHouseholds || ros.Members() != flatHouseholds*flatPersons || len(ros.Problems) != 0 {
			b.Fatal(ros.Households(), ros.Members(), ros.Problems[:min(3, len(ros.Problems))])
		}
	}
}

// BenchmarkExcelizeRows is the floor of this reader: the library's own
// iteration over the same sheet.
func BenchmarkExcelizeRows(b *testing.B) {
	data := flatBook()
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
			RawCellValue: true, UnzipSizeLimit: 1 << 30, UnzipXMLSizeLimit: 1 << 30,
		})
		must.Succeed(b, err)
		rows, err := f.Rows("Sheet1")
		must.Succeed(b, err)
		n := 0
		for rows.Next() {
			_, err := rows.Columns()
			must.Succeed(b, err)
			n++
		}
		must.Succeed(b, rows.Close())
		must.Succeed(b, f.Close())
		if n != flatHouseholds*flatPersons+1 {
			b.Fatal(n)
		}
	}
}

// BenchmarkHeld reports what the roster itself keeps in memory.
func BenchmarkHeld(b *testing.B) {
	data := flatBook()
	cb := codebook(b)
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		ros, err := Read(cb, []Input{input("x", data)}, Options{})
		must.Succeed(b, err)
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB-kept")
		runtime.KeepAlive(ros)
	}
}
