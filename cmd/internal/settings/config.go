package settings

import (
	"fmt"
	"time"

	"go.yaml.in/yaml/v3"

	"ruhu/cmd/internal/fault"
	"ruhu/model"
)

// DefaultYear is the year of the notice.
const DefaultYear = model.DefaultYear

// The years that can be meant: the register began in 2014.
const (
	FirstYear = 2014
	LastYear  = 2099
)

// Config is an office's settings. Each has a default from the notice.
type Config struct {
	File     string `json:"-"` // that they were read from; empty: there is none
	Version  string `json:"-"` // of that file; see File.Version
	Year     int
	Unit     string  // who reports
	Street   string  // 街道 or 乡镇
	Date     string  // of printing, as 2019-11-20; empty: left blank
	Standard float64 // 省定标准, 元 a head and year
	Ceiling  float64 // how many times the standard bounds those who are watched
	Income   Period  // over which incomes are counted
	Contact  string  // whom to ask, as it is to be printed
	Source   string  // what the summary calls its data; empty: 花名册
	Charts   bool    // whether the summary has charts; yes, unless said otherwise
	// Map says what column heads of the office's own mean, as 列名=指标.
	Map []string
	// None are lists and items of which somebody made sure (已核无): where the roster
	// has nothing of them, there is nothing.
	None  []string
	Fonts Fonts
	// values are the spellings of answers that the office explains.
	values []explained
}

// Fonts is what an office decides about fonts.
type Fonts struct {
	// Dirs are folders of fonts, as --font-dir names them.
	Dirs []string
	// Machine says whether characters that the embedded fonts lack may be set in
	// fonts of the machine; yes, unless said otherwise.
	Machine bool
	// Rare is the font that Word and Excel files name for characters that
	// neither 宋体 nor SimSun-ExtB has; empty: none.
	Rare string
}

// Period is a span of days, both included, as 2018-10-01.
type Period struct{ From, To string }

// CheckYear judges a year given by the user.
func CheckYear(year int) error {
	if year < FirstYear || year > LastYear {
		return fault.Wrong(fmt.Sprintf("年度 %d 不对", year), fmt.Sprintf("要写 %d 到 %d 之间的四位数", FirstYear, LastYear))
	}
	return nil
}

// explained is what the settings say that a spelling of the office's means. Where
// it stands is kept, since only the codebook can tell whether it is right.
type explained struct{ item, text, answer *yaml.Node }

// YearOf gives the year of a run: the user's, or the settings' where that is 0.
func (c *Config) YearOf(year int) (int, error) {
	if year == 0 {
		return c.Year, nil
	}
	return year, CheckYear(year)
}

// DayHint is how a day is to be written.
const DayHint = "要写成 2019-11-20 的形式，并且是日历上有的一天"

// DateOf gives the day of printing: the user's, or the settings' where that is
// empty.
func (c *Config) DateOf(date string) (string, error) {
	if date == "" {
		return c.Date, nil
	}
	day, ok := model.ParseDay(date)
	if !ok {
		return "", fault.Wrong(fmt.Sprintf("日期“%s”写得不对", date), DayHint)
	}
	return day, nil
}

// IncomePeriod gives the first and last day over which income is counted, zero
// where the settings say nothing: the notice's period of the year then holds.
// The settings hold days as model.ParseDay gives them.
func (c *Config) IncomePeriod() (from, to time.Time) {
	from, _ = time.Parse(time.DateOnly, c.Income.From)
	to, _ = time.Parse(time.DateOnly, c.Income.To)
	return from, to
}
