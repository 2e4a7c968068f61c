package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/typeface"
	"ruhu/cmd/internal/web"
	"ruhu/samples"
)

// webFlags are the flags of the page in the browser.
type webFlags struct {
	port  int
	quiet bool // no browser is opened
	dir   string
}

// newWeb makes the command that opens the page in the browser.
func newWeb(s *session) *cobra.Command {
	var o webFlags
	cmd := &cobra.Command{
		Use:   "web [选项]",
		Short: "在浏览器里做全部的事：放入花名册、看、打印、收回、总结",
		Long: `打开浏览器里的页面，从放入花名册到写总结都在那里做，每一页都能先看再打印。页面只在这台电脑上，
不联网；关上这个窗口就结束。不带命令运行 ruhu（双击程序）也是这样。`,
		Example: `  ruhu
  ruhu web --dir 入户资料
  ruhu web --no-open          只写出地址，不打开浏览器`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.web(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.Func("port", "用这个`端口`；不写时用任一空着的", number(&o.port, 0, 65535))
	f.BoolVar(&o.quiet, "no-open", false, "不打开浏览器，地址写在标准输出")
	f.StringVar(&o.dir, "dir", outputDir, "设置和结果所在的`文件夹`；按路径选的花名册，结果在它旁边")
	return cmd
}

// web opens the page and serves it until the window is closed, the user ends it, or for
// an hour nobody had it open.
func (s *session) web(ctx context.Context, o webFlags) error {
	s.env.Closes = false // nothing is left to be read when it ends
	if dir := s.unpacked(); dir != "" && o.dir == outputDir {
		s.say("这是在压缩包里直接打开的程序。请先把压缩包全部解压再用；这次的结果写到：%s", dir)
		o.dir = dir
	}
	server, err := web.New(web.Options{
		Dir: o.dir, Program: s.env.Program, Fonts: typeface.Folders{Machine: s.env.Fonts}, Version: version(), Sample: samples.Roster, Show: openWith,
		Within:  func(ctx context.Context) (context.Context, func()) { return withinMemory(ctx, s.env.Memory) },
		Explain: func(ctx context.Context, err error) error { return forMemory(ctx, s.env.Memory, err) },
	})
	if err != nil {
		return err
	}
	end := server.Alone()
	defer end()
	if address := server.Running(ctx); address != "" {
		s.say("这个文件夹的 ruhu 已经开着，在浏览器里再打开它的页面。")
		return s.browse(o, address, func() string { return server.Running(ctx) })
	}
	l, err := server.Listen(strconv.Itoa(o.port))
	if err != nil {
		return fault.Wrong("端口 "+strconv.Itoa(o.port)+" 不能用："+fault.Reason(err), "请换一个端口，或不写 --port")
	}
	defer server.Register()()
	end()
	s.say("页面在 http://127.0.0.1:%s/ ，只有这台电脑能打开。浏览器没有自己打开时，把标准输出的地址粘到浏览器里。", server.Port())
	s.say("关上这个窗口，或按 Ctrl+C，就结束。")
	if err := s.browse(o, server.Key(), server.Key); err != nil {
		return err
	}
	return server.Serve(s.unbounded, l) // of what it does each thing ends by itself where memory is short
}

// browse writes an address, and opens the browser with another that it uses up.
func (s *session) browse(o webFlags, written string, another func() string) error {
	if _, err := s.out.Write([]byte(written + "\n")); err != nil {
		return err
	}
	if !o.quiet && openWith(another()) != nil {
		s.say("没有打开浏览器，请把上面的地址粘到浏览器里。")
	}
	return nil
}

// inZip are the folders into which programs for archives unpack what is opened in them:
// those of Windows, WinRAR, 7-Zip, 360压缩 and 好压.
var inZip = regexp.MustCompile(`(?i)[\\/](temp\d+_[^\\/]*\.(zip|rar|7z)|rar\$[^\\/]*|7zo[^\\/]*|360zip\$[^\\/]*|haozip[^\\/]*)([\\/]|$)`)

// unpacked gives a folder for results where the program was opened inside an archive,
// whose own folder is taken away again; else it is empty.
func (s *session) unpacked() string {
	if !inZip.MatchString(s.env.Program) {
		return ""
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	for _, name := range []string{"Documents", "文档", "."} {
		if dir := filepath.Join(home, name); isDir(dir) {
			return filepath.Join(dir, outputDir)
		}
	}
	return ""
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// local reports an address or path that is opened with what the machine has for it:
// nothing else is.
func local(target string) bool {
	return strings.HasPrefix(target, "http://127.0.0.1:") || filepath.IsAbs(target)
}
