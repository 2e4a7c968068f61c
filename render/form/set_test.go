package form_test

import (
	"strings"
	"testing"

	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render/form"
	"ruhu/templates"
)

// TestFind: forms are found by what people call them, and never by a name that
// may be another's.
func TestFind(t *testing.T) {
	cb := rostertest.Codebook(t)
	set, err := form.Load(cb, templates.Forms())
	must.Succeed(t, err)
	for name, want := range map[string]string{
		"compare": "compare", "Compare": "compare", " appendix2 ": "appendix2", "ａｐｐｅｎｄｉｘ３": "appendix3",
		"附件2": "appendix2", "附件二": "appendix2", "附件 ３": "appendix3", "附件四": "appendix4",
		"贫困户基础信息对照表": "compare", "基础信息对照表": "compare", "基础信息": "compare",
		"历年帮扶措施信息对照表": "measures", "帮扶措施信息对照表": "measures",
		"附件2 新识别低收入农户信息采集表": "appendix2", "附件二新识别低收入农户信息采集表": "appendix2", "新识别低收入农户信息采集表": "appendix2",
		"自然增加情况表": "appendix3", "自然减少": "appendix4", "采集表": "appendix2",
		"对照表": "", "情况表": "", "附件": "", "附件9": "", "附件十二": "", "": "", "compar": "",
	} {
		got := ""
		if d := set.Find(name); d != nil {
			got = d.ID
		}
		if got != want {
			t.Errorf("Find(%q) is %q, want %q", name, got, want)
		}
	}
	if known := set.Known(); !strings.Contains(known, "appendix2（附件2 新识别低收入农户信息采集表）") {
		t.Errorf("Known is %s", known)
	}
}
