package settings

import (
	"fmt"
	"time"

	"ruhu/cmd/internal/fault"
	"ruhu/model"
)

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
