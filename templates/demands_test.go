package templates

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"ruhu/model/must"
)

// own makes a codebook of three items with the given block of demands.
func own(demands string) fstest.MapFS {
	return fstest.MapFS{"codebook.yaml": {Data: []byte(`indicators:
- {code: A6, label: 民族, kind: text, scope: member}
- {code: A10, label: 健康状况, kind: multiple, scope: member, options: [{label: 健康}, {label: 残疾}]}
- {code: A17, label: 居民医保, kind: yesno, scope: member}
- {code: A18, label: 大病保险, kind: yesno, scope: member}
- {code: A41, label: 住房面积, kind: area, scope: household}
` + demands)}}
}

func TestDemands(t *testing.T) {
	cb, err := LoadCodebook(own("demands:\n  A6: {required: {from: 16, pupils: false}}\n  A10: {alone: [健康]}\n  A17: {required: {unless: A18}}\n  A41: {required: true, least: 1, most: 500}\n"))
	must.Succeed(t, err)
	if d := cb.Lookup("A6").Demand; d == nil || !d.Required || d.From != 16 || !d.NoPupils {
		t.Errorf("A6: %+v", d)
	}
	if d := cb.Lookup("A17").Demand; d == nil || !d.Required || d.Unless != "A18" {
		t.Errorf("A17: %+v", d)
	}
	d := cb.Lookup("A41").Demand
	for x, fits := range map[float64]bool{0: false, 1: true, 500: true, 500.5: false, -1: true} {
		if d.Fits(x) != fits {
			t.Errorf("A41 %v fits: %v", x, !fits)
		}
	}
}

// An office's own codebook of an earlier year asks what the built-in one asks,
// unless it says that nothing is asked.
func TestDemandsInherited(t *testing.T) {
	cb, err := LoadCodebook(own(""))
	must.Succeed(t, err)
	if d := cb.Lookup("A41").Demand; d == nil || d.Most == nil || *d.Most != 500 {
		t.Errorf("A41: %+v", d)
	}
	if d := cb.Lookup("A17").Demand; d == nil || !d.Required || d.Unless != "" {
		t.Errorf("A17 is excused by what the codebook lacks: %+v", d)
	}
	if d := cb.Lookup("A6").Demand; d != nil {
		t.Errorf("A6 is another kind of item: %+v", d)
	}
	if cb, err = LoadCodebook(own("demands: {}\n")); err != nil || cb.Lookup("A41").Demand != nil {
		t.Errorf("asks something: %v", err)
	}
}

func TestDemandsFaults(t *testing.T) {
	_, err := LoadCodebook(own("demands:\n  A6: {required: ja}\n  A7: {required: true}\n  A41: {required: {from: 6}, mots: 5}\n  A10: {alone: [健]}\n  A10: {least: 5}\n  A17: {required: {unless: A41}}\n"))
	var faults Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	want := []string{
		"第 8 行第 18 列：应是 true 或 false",
		"第 9 行第 3 列：没有指标 A7",
		"第 10 行第 30 列：不认识的键 mots",
		"第 10 行第 3 列：A41 不是家庭成员的指标",
		"第 11 行第 3 列：A10 没有选项“健”",
		"第 12 行第 3 列：A10 写了两次",
		"第 13 行第 3 列：A17 的 unless 应是同一张表里填是、否的指标，A41 不是",
	}
	for i, w := range want {
		if i >= len(faults) || !strings.Contains(faults[i:][:1].Error(), w) {
			t.Errorf("want %s in\n%s", w, faults.Error())
		}
	}
	if len(faults) != len(want) {
		t.Errorf("%d faults:\n%s", len(faults), faults.Error())
	}
}
