package render_test

import (
	"strings"
	"testing"
	"time"

	"ruhu/model/rostertest"
	"ruhu/render"
)

// TestLongTexts prints texts as long as a cell can hold, in every place that a
// roster has for them: they are cut, and the household has a few pages.
func TestLongTexts(t *testing.T) {
	long := strings.NewReplacer("$han", strings.Repeat("赵", 32767), "$latin", strings.Repeat("x", 32767), "$digits", strings.Repeat("1", 32767), "$marks", strings.Repeat("，", 32767))
	for _, text := range []string{"$han", "$latin", "$digits", "$marks"} {
		r := rostertest.Build(t, long.Replace(strings.ReplaceAll(
			"村 @\n户 1 组=@ 户主姓名=@ 地址乡=@ 地址村=@ 地址自然村=@ 联系电话=@ 开户银行=@ A24=@\n人 @ 户主 A4=@ A8=@ A10=@ 残疾人证号码=@\n措 帮扶内容=@ 帮扶类别=@ 帮扶年度=@ 受益人=@\n责 责任人姓名=@ 责任人单位=@", "@", text)))
		start := time.Now()
		m, _, _ := printed(t, r, render.Options{Choice: render.Choice{Jobs: 1, Formats: render.Formats}, Year: 2019, Shell: wordShell(t)})
		if len(m.files) == 0 {
			t.Fatal("nothing printed")
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s took %s", text, took)
		}
		one := strings.NewReplacer("$han", "赵", "$latin", "x", "$digits", "1", "$marks", "，").Replace(text)
		for name, data := range m.files {
			if len(name) > 400 || len(data) > 2<<20 {
				t.Errorf("%.60s… has %d bytes", name, len(data))
			}
			if !strings.HasSuffix(name, "资料.docx") {
				continue
			}
			// Dozens of cells of five forms.
			if n := strings.Count(characters(t, data), one); n < 2000 || n > 65536 {
				t.Errorf("%.60s… has %d characters of all the texts together", name, n)
			}
		}
	}
}
