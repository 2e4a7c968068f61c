package report

import (
	"slices"

	"ruhu/model"
)

// optionParts are the answers of an indicator, then those for what is outside
// the list and for nothing.
func (r *Report) optionParts(code model.Code) []Part {
	var out []Part
	if in := r.roster.Data.Codebook.Lookup(code); in != nil {
		for _, o := range in.Options {
			out = append(out, Part{o.Label, o.Label})
		}
	}
	return append(out, otherPart, blankPart, unaskedPart)
}

// answers gives the numbers of the parts (see optionParts) that the values of
// the codes mean, which are all choices among the same options.
func (r *Report) answers(rec *model.Record, codes ...model.Code) []int {
	var out []int
	n := 0
	for _, code := range codes {
		in := r.roster.Data.Codebook.Lookup(code)
		if in == nil {
			continue
		}
		n = len(in.Options)
		v, ok := rec.Get(code)
		if !ok {
			continue
		}
		on, outside := in.Chosen(v.Text())
		if len(outside) > 0 {
			on = append(on, n)
		}
		for _, i := range on {
			if !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
	}
	if len(out) == 0 {
		return []int{n + 1}
	}
	return out
}

// homeClasses divide households.
func (r *Report) homeClasses() []*class {
	choice := func(id, title string, group Group, source string, codes ...model.Code) *class {
		return &class{
			Class: Class{ID: id, Title: title, Parts: r.optionParts(codes[0]), Multiple: len(codes) > 1},
			group: group, source: source, need: oneOf(codes...), how: "年末在册户按" + r.named(codes[0]) + "分；" + endOfYear,
			home: func(f *family) []int { return r.answers(&f.Record, codes...) },
		}
	}
	causes := choice("cause", "主要致贫原因", GroupCause, "通知附件2三", model.CodeCause)
	all := choice("anycause", "致贫原因（含次要）", GroupCause, "通知附件2三", model.CodeCause, model.CodeCause2, model.CodeCause3)
	all.how = "年末在册户按A27a、A27b、A27c分，一户有几个原因的各计一次；" + endOfYear
	return []*class{
		r.villageClass(), choice("attribute", "贫困户属性", GroupAttribute, "通知附件2（A24）", model.CodeAttribute),
		choice("status", "脱贫属性", GroupAttribute, "通知一（二）", model.CodeStatus), causes, all, r.bandClass(), liftedClass(), r.helpedClass(),
	}
}

// liftedClass and helpedClass are columns of the lists: their figures are those of
// countScale and countHelpers.
func liftedClass() *class {
	return &class{
		Class:     Class{ID: "lifted-or-not", Title: "年末是否脱贫", Parts: []Part{{"lifted-all", "已脱贫"}, {"unlifted", "未脱贫"}}},
		elsewhere: true,
		home: func(f *family) []int {
			if !f.standing {
				return nil
			}
			return []int{count(!f.out)}
		},
	}
}

func (r *Report) helpedClass() *class {
	return &class{
		Class:     Class{ID: "helped-or-not", Title: "年末有无责任人", Parts: []Part{{"helped", "有"}, {"unhelped", "没有"}}},
		elsewhere: true,
		home: func(f *family) []int {
			if f.Answered&model.HelperList == 0 && !r.hasHelper(f) {
				return nil
			}
			return []int{count(!r.hasHelper(f))}
		},
	}
}

// bandClass divides households by income a head against the standard.
func (r *Report) bandClass() *class {
	std, near, twice := r.Standard, r.Standard*r.Ceiling, r.Standard*max(2, r.Ceiling+0.5)
	yuan := func(x float64) string { return model.Plain(x) + "元" }
	return &class{
		Class: Class{ID: "band", Title: "人均纯收入", Parts: []Part{
			{"below", yuan(std) + "以下"}, {"near", yuan(std) + "至" + yuan(near)},
			{"middle", yuan(near) + "以上至" + yuan(twice)}, {"high", yuan(twice) + "以上"}, blankPart, unaskedPart,
		}},
		group: GroupIncome, source: "省定脱贫标准；通知三（一）、（二）", need: incomeNeed,
		how: "年末在册户按人均纯收入与省定标准（" + yuan(std) + "）相比分：标准以下、标准至" + model.Plain(r.Ceiling) + "倍（含）、以上；" + perHeadHow,
		home: func(f *family) []int {
			switch {
			case !f.incomeKnown:
				return []int{4}
			case f.income < std:
				return []int{0}
			case f.income <= near:
				return []int{1}
			case f.income <= twice:
				return []int{2}
			}
			return []int{3}
		},
	}
}
