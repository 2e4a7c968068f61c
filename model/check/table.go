package check

import (
	"slices"

	"ruhu/model"
)

// table is every rule, in the order in which users read it: what is certainly
// wrong first within each subject.
var table = slices.Concat(
	identityRules, ageRules, twiceRules, householdRules, demandRules, amountRules, incomeRules, changeRules, liftingRules,
	schoolingRules, healthRules, workRules, reliefRules, contactRules, helpRules, causeRules, villageRules, choiceRules, characterRules,
)

// Reading gives the rules about the content of a roster that the reader itself
// applies, for lists of all rules. Run does not apply them again.
func Reading() []Rule { return slices.Clone(reading) }

const byReading = "读取名册时检查"

var reading = []Rule{
	{ID: "id-truncated", Title: "号码应以文本存储，未被表格软件截断", Source: byReading, Severity: model.Fault},
	{ID: "name-missing", Title: "家庭成员应有姓名", Source: byReading, Severity: model.Fault},
	{ID: "head-missing", Title: "一户应有户主", Source: byReading, Severity: model.Fault},
	{ID: "head-twice", Title: "一户只能有一个户主", Source: byReading, Severity: model.Fault},
	{ID: "household-twice", Title: "一户一个户编号", Source: byReading, Severity: model.Fault},
	{ID: "household-without-members", Title: "每户应有家庭成员", Source: byReading, Severity: model.Fault},
	{ID: "household-large", Title: "一户的人数应不超过30人", Source: byReading, Severity: model.Warning},
	{ID: "formula-error", Title: "姓名、号码、村名的格里不应是公式的错误值", Source: byReading, Severity: model.Fault},
	{ID: "cell-twice", Title: "姓名、号码、村名的格不应在文件里写两次", Source: byReading, Severity: model.Fault},
	{ID: "column-unread", Title: "有姓名、证件号码、村名的列应能读入", Source: byReading, Severity: model.Fault},
	{ID: "members-in-one-cell", Title: "家庭成员应一人一行", Source: byReading, Severity: model.Fault},
	{ID: "row-unread", Title: "有姓名的行应能读作一户或一人", Source: byReading, Severity: model.Fault},
	{ID: "household-without-number", Title: "每户应有户编号", Source: byReading, Severity: model.Fault},
	{ID: "member-without-household", Title: "家庭成员应能找到所属的户", Source: byReading, Severity: model.Fault},
	{ID: "row-without-household", Title: "帮扶和变更的每一行应能找到所属的户", Source: byReading, Severity: model.Fault},
	{ID: "household-contradiction", Title: "同一户的内容在各行应一致", Source: byReading, Severity: model.Warning},
	{ID: "village-contradiction", Title: "行政村应与上面写明村名的分段行一致", Source: byReading, Severity: model.Warning},
	{ID: "member-contradiction", Title: "同一人的内容在几张表中应一致", Source: byReading, Severity: model.Warning},
	{ID: "number-provisional", Title: "名册应有户编号，没有的按户主临时编号", Source: byReading, Severity: model.Warning},
	{ID: "household-untold", Title: "每户应能与别户区分（户编号、行政村、户主）", Source: byReading, Severity: model.Fault},
	{ID: "village-taken", Title: "名册应有行政村一列，没有的取自标题或表名", Source: byReading, Severity: model.Warning},
	{ID: "addition-listed", Title: "自然增加与家庭成员中的同一人应一致", Source: byReading, Severity: model.Warning},
	{ID: "removal-listed", Title: "已自然减少的人不应仍在家庭成员中", Source: byReading, Severity: model.Warning},
}
