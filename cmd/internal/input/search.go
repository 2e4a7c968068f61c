package input

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ruhu/cmd/internal/fault"
)

// search is how the files of one kind are looked for.
type search struct {
	kind, kinds string                         // in words
	folder      func(string) ([]string, error) // those of a folder
	matching    func([]string) []string        // those among what a pattern finds
	choose      func([]string) []string        // those to be read
}

func (s search) expand(arg string) ([]string, error) {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return s.folder(arg)
	case err == nil && !info.Mode().IsRegular():
		// Not even opened: a pipe would wait for ever.
		return nil, fault.Input("不是普通文件："+arg, "请给出"+s.kind+"（"+s.kinds+"）", nil)
	case err == nil:
		return s.choose([]string{arg}), nil
	case strings.ContainsAny(arg, "*?["): // whatever the reason: Windows calls such a name invalid
		all, _ := filepath.Glob(arg)
		if names := s.matching(all); len(names) > 0 {
			return s.choose(names), nil
		}
		if len(all) == 0 && errors.Is(err, fs.ErrPermission) {
			break
		}
		return nil, fault.Input("没有文件符合："+arg, s.kind+"应是 "+s.kinds+" 文件，请核对文件夹和文件名", nil)
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.Input("找不到文件："+arg, "请核对文件名和所在的文件夹；文件名中有空格时要加引号", err)
	}
	return nil, fault.Input(fmt.Sprintf("打不开 %s：%s", arg, fault.Reason(err)), "", err)
}
