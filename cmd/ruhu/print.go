package main

import (
	"context"
	"errors"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
)

// printFlags are the flags of printing.
type printFlags struct {
	app.Request
	app.Choice
	app.Target
}

// most bounds numbers that users give.
const most = 1_000_000

func (o *printFlags) bind(s *session, f *pflag.FlagSet) {
	o.Split = app.ByVillage
	bindOutput(f, &o.Dir, "", outputDir)
	bindForms(f, &o.Forms, "；不写时按每户情况定")
	bindFormat(f, &o.Formats, app.Formats(), "pdf")
	f.Func("village", "只要这些`村`，写村名或行政区划代码，用逗号分开", several(&o.Villages))
	f.Func("household", "只要这些`户`，写户编号或户主姓名，用逗号分开", several(&o.Households))
	f.Func("first", "只要前 `N` 户，用来试打", number(&o.First, 1, most))
	f.Func("split", "怎样分文件，写`方式`：village 一村一个（不写时如此）、form 一村一表一个、household 一户一个",
		choice(&o.Split, app.ByVillage, app.ByForm, app.ByHousehold))
	bindPaper(f, &o.Paper)
	f.BoolVar(&o.Duplex, "duplex", false, "双面打印：每户都从新的一张纸开始")
	f.BoolVar(&o.Mask, "mask", false, "脱敏件：证件号码、电话、银行账号只显示一部分，每页注明；打印登记和问题清单不脱敏")
	bindAgainst(f, &o.Request)
	bindProblems(f, &o.Request)
	f.BoolVar(&o.NoReturn, "no-return", false, "不写回填表；脱敏件本来就没有")
	f.StringVar(&o.Date, "date", "", "打印`日期`，如 2019-11-20；不写时空着")
	bindReading(s, f, &o.Request, "表样")
	f.Func("jobs", "同时做几份，也是最多用几个处理器，写`数`；不写时用全部", number(&o.Jobs, 1, 256))
	f.BoolVar(&o.Resume, "resume", false, "接着上次中断的打印：已经写好的文件不再重做")
	f.Func("shard", "分几台电脑打印时只做其中一份，写 `i/n`，如 2/12；登记用 ruhu register merge 合并", part(&o.Part, &o.Parts))
	bindJSON(s, f)
	bindFonts(s, f, &o.Request)
}

// newPrint makes the command that prints rosters.
func newPrint(s *session) *cobra.Command {
	var o printFlags
	cmd := &cobra.Command{
		Use:   "print 花名册... [选项]",
		Short: "打印花名册中各户的表",
		Long: `读花名册（.xlsx、.xls、.csv 等文件，文件夹，或 *.xlsx），给每一户做好该填的表：
{表}
一村一个 PDF，打开就是走访单，后面一户接一户。同时写出“打印登记.xlsx”，和各村的“入户核实
回填表.xlsx”：入户后在其中登记核实结果，用 ruhu collect 汇总。花名册中有问题时
再写出“问题清单.xlsx”。户编号缺失、重复等无法确定的户暂缓打印，其余照打。`,
		Example: `  ruhu print 花名册.xlsx
  ruhu print 东风村.xlsx 红旗村.xlsx -o 入户资料 --duplex
  ruhu print 花名册文件夹 --village 东风村 --date 2019-11-20
  ruhu print 花名册.xlsx --format pdf,docx,xlsx
  ruhu print 花名册.xlsx --household 32079900100001 --forms compare`,
		Args: takesRosters(&o.Request),
		RunE: func(cmd *cobra.Command, _ []string) error { return s.print(cmd.Context(), o) },
	}
	o.bind(s, cmd.Flags())
	return cmd
}

// print prints and tells how it went.
func (s *session) print(ctx context.Context, o printFlags) error {
	defer processors(o.Jobs)()
	o.Version = version()
	counting, writing := s.bar("正在排版"), s.bar("正在打印")
	defer counting.end()
	defer writing.end()
	watch := app.Watch{
		Counting: counting.at,
		Planned: func(p app.Planned) {
			counting.end()
			s.planned(p)
		},
		Writing: writing.at,
	}
	result, err := s.use(o.Request, func(w *app.Workspace) (*app.Result, error) {
		defer writing.end()
		return w.Print(ctx, o.Choice, o.Target, watch)
	})
	if err != nil {
		return goingOn(result, err)
	}
	if result.Complete {
		s.say("没有未完成的打印，什么也没有改动；要重新打印，请去掉 --resume")
		return nil
	}
	s.printed(o, result)
	return nil
}

// goingOn says of a run that was broken off how it is taken up again.
func goingOn(r *app.Result, err error) error {
	var known *fault.Error
	if r.Resumable && errors.As(err, &known) {
		known.Hint = strings.TrimPrefix(known.Hint+"；", "；") + "加上 --resume 再运行一次，可从断处接着打印"
	}
	return err
}

// processors lets the run use as many processors as it does jobs, so that the
// parts of a divided run, or a person at the same PC, are left the others; what
// is given ends that. 0 is no wish.
func processors(jobs int) (end func()) {
	before := runtime.GOMAXPROCS(0)
	if jobs == 0 || jobs >= before {
		return func() {}
	}
	runtime.GOMAXPROCS(jobs)
	return func() { runtime.GOMAXPROCS(before) }
}
