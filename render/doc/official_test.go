package doc

import (
	"slices"
	"strings"
	"testing"
)

func TestTitleLines(t *testing.T) {
	for title, want := range map[string][]string{
		"总结": {"总结"},
		"云台街道\n关于2019年度扶贫对象\n动态管理工作的总结": {"云台街道关于2019年度扶贫对象", "动态管理工作的总结"},
		"云台街道\n总结": {"云台街道总结"},
	} {
		if got := TitleLines(title); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
	// A title of very many stretches is neither lost nor tried for ever.
	got := strings.Join(TitleLines(strings.Repeat("村\n", 100)), "")
	if got != strings.Repeat("村", 100) {
		t.Errorf("%q", got)
	}
}
