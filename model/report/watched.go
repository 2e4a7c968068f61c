package report

import "ruhu/model"

// countWatched counts 边缘户 and 脱贫监测户, as totals only: who they are is
// internal (notice 三(一)).
func (r *Report) countWatched() {
	var edge, watched []*model.Household
	for h := range r.roster.Each {
		switch h.Label(model.CodeMonitor) {
		case model.MonitorEdge:
			edge = append(edge, h)
		case model.MonitorWatched:
			watched = append(watched, h)
		}
	}
	k := counted{
		id: "edge", group: GroupWatched, name: "边缘户", source: "通知一（四）、三（一）", need: columns(model.CodeMonitor),
		how: "监测类型为边缘户的户，不在建档立卡户中，不计入其他各数；名单内部掌握，不列出",
	}
	r.internal(k, edge)
	k.id, k.name = "watched", "脱贫监测户"
	k.how = "监测类型为脱贫监测户的户；名单内部掌握，不列出"
	r.internal(k, watched)
}

// internal adds totals without what is behind them.
func (r *Report) internal(k counted, hs []*model.Household) {
	people := 0
	for _, h := range hs {
		people += len(h.YearEnd().People)
	}
	for _, x := range []struct {
		unit string
		n    int
	}{{Households, len(hs)}, {Persons, people}} {
		f := r.figure(k, x.unit, []Ref{{Amount: float64(x.n)}})
		f.Internal, f.Behind = true, nil
	}
}
