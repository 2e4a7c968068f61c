package model

// Code names an indicator: the notice's own code where it gives one ("A8",
// "A36a"), else the indicator's Chinese name ("联系电话"). There is no A22.
type Code string

// The codes that the program itself refers to; all others are known only to the
// codebook and to the form definitions. No other file writes a code of the notice
// (a test holds it), so that what a rule, a figure or a column is about can be read.
const (
	// Of villages.
	CodeVillage  Code = "行政村"
	CodeDivision Code = "行政区划代码"
	CodeWeak     Code = "经济薄弱村"
	CodeWeakOut  Code = "出列年度"
	CodeOut      Code = "是否出列"
	CodeStanding Code = "村属性"

	// Of households: what they are known by, and where they live.
	CodeNumber   Code = "户编号"
	CodeHeadName Code = "户主姓名"
	CodeHeadMark Code = "是否户主"
	CodeHeadID   Code = "户主证件号码"
	// What a household was known by before it was corrected; see Roster.Identify.
	CodeFormerNumber Code = "原户编号"
	CodeFormerHead   Code = "原户主姓名"
	CodeFormerCard   Code = "原户主证件号码"
	CodeSize         Code = "家庭人口数"
	CodeGroup        Code = "组"
	CodeHamlet       Code = "地址自然村"
	CodePhone        Code = "联系电话"
	CodeBank         Code = "开户银行"
	CodeAccount      Code = "银行账号"

	// Of households: what they are, and what became of them.
	CodeStandard  Code = "A23" // 识别标准
	CodeAttribute Code = "A24" // 贫困户属性
	CodeVeteran   Code = "A25" // 军烈属
	CodePlanned   Code = "A26" // 计划脱贫年度
	CodeCause     Code = "A27a"
	CodeCause2    Code = "A27b"
	CodeCause3    Code = "A27c"
	CodeStatus    Code = "脱贫属性"
	CodeLifted    Code = "脱贫年度"
	CodeChange    Code = "本年度变动"
	CodeRelapse   Code = "返贫原因"
	CodeMonitor   Code = "监测类型"

	// Of households: income, in 元 a year.
	CodeWages          Code = "A28"  // 工资性收入
	CodeTransfers      Code = "A29"  // 转移性收入, of which:
	CodeFamilyPlanning Code = "A29a" // 计划生育金
	CodeReliefMoney    Code = "A29b" // 低保金
	CodeSupportMoney   Code = "A29c" // 特困供养金
	CodePensionMoney   Code = "A29d" // 养老保险金
	CodeEcologyMoney   Code = "A29e" // 生态补偿金
	CodeOtherTransfers Code = "A29f" // 其他转移性收入
	CodeBusiness       Code = "A30"  // 生产经营性收入
	CodeProperty       Code = "A31"  // 财产性收入, of which:
	CodeDividend       Code = "A31a" // 资产收益扶贫分红收入
	CodeOtherProperty  Code = "A31b" // 其他财产性收入
	CodeCost           Code = "A32"  // 生产经营性支出
	CodePerHead        Code = "人均纯收入"
	CodeIncomeFrom     Code = "收入起始日期"
	CodeIncomeTo       Code = "收入截止日期"

	// Of households: what they live and work with.
	CodeField       Code = "A33"  // 耕地面积
	CodePasture     Code = "A34"  // 牧草地面积
	CodePond        Code = "A35"  // 水面面积
	CodeForest      Code = "A36"  // 林地面积, of which:
	CodeReforested  Code = "A36a" // 退耕还林面积
	CodeOrchard     Code = "A36b" // 林果面积
	CodeRoad        Code = "A37"  // 入户路类型
	CodeDistance    Code = "A38"  // 与村主干路距离, 公里
	CodeCooperative Code = "A39"  // 是否加入农民专业合作组织
	CodeHouse       Code = "A40"  // 危房等级
	CodeHouseArea   Code = "A41"  // 住房面积
	CodePower       Code = "A42"  // 是否通生活用电
	CodeToilet      Code = "A43"  // 是否有卫生厕所
	CodeWater       Code = "A44"  // 是否解决安全饮用水
	CodeFuel        Code = "A45"  // 主要燃料类型
	CodeEnterprise  Code = "A46"  // 是否有龙头企业带动
	CodePioneer     Code = "A47"  // 是否有创业致富带头人带动
	CodeBroadcast   Code = "A48"  // 是否通广播电视

	// Of members.
	CodePerson       Code = "人编号"
	CodeName         Code = "A1"
	CodeSex          Code = "A2"
	CodeIdentityKind Code = "A3" // 证件类型
	CodeIdentity     Code = "A4" // 证件号码
	CodeCertNumber   Code = "残疾人证号码"
	CodeCertCategory Code = "残疾类别"
	CodeCertGrade    Code = "残疾等级"
	CodeBirth        Code = "出生日期"
	CodeAge          Code = "年龄"
	CodeRelation     Code = "A5"  // 与户主关系
	CodeNation       Code = "A6"  // 民族
	CodeParty        Code = "A7"  // 政治面貌
	CodeEducation    Code = "A8"  // 文化程度
	CodeStudy        Code = "A9"  // 在校生状况
	CodeHealth       Code = "A10" // 健康状况
	CodeSkill        Code = "A11" // 劳动技能
	CodeWorkPlace    Code = "A12" // 务工区域
	CodeWorkMonths   Code = "A13" // 务工时间
	CodeDropout      Code = "A14" // 失学或辍学原因
	CodeMandarin     Code = "A15" // 是否会讲普通话
	CodePension      Code = "A16" // 是否参加城乡居民基本养老保险
	CodeMedical      Code = "A17" // 是否参加城乡居民基本医疗保险
	// CodeWorkMedical is the medical insurance of those who work; see Member.Insured.
	CodeWorkMedical Code = "职工医保"
	// CodeWorkPension is the pension insurance of those who work.
	CodeWorkPension    Code = "职工养老"
	CodeSeriousIllness Code = "A18" // 是否参加大病保险
	CodeRelief         Code = "A19" // 是否享受农村居民最低生活保障
	CodeExtraMedical   Code = "A20" // 是否参加商业补充医疗保险
	CodeAccident       Code = "A21" // 是否享受人身意外保险补贴
	CodeMedicalAid     Code = "A51" // 是否接受医疗救助
	CodeCompany        Code = "务工企业名称"
	CodeIndustry       Code = "所属行业"
	CodeChannel        Code = "就业渠道"
	CodeMemberPhone    Code = "成员联系电话"

	// Of measures, helpers and changes.
	CodeYear        Code = "帮扶年度"
	CodeCategory    Code = "帮扶类别"
	CodeHelperName  Code = "责任人姓名"
	CodeHelperUnit  Code = "责任人单位"
	CodeHelperPhone Code = "责任人电话"
	CodeHelpFrom    Code = "帮扶开始时间"
	CodeHelpTo      Code = "帮扶结束时间"
	CodeAdded       Code = "增加原因"
	CodeRemoved     Code = "减少原因"
	CodeLeaver      Code = "减少成员姓名"
	CodeLeaverID    Code = "减少成员证件号码"

	// Columns that only tell the reader about others.
	CodeState   Code = "生存状态"
	CodeUnsafe  Code = "危房户"
	CodeNoWater Code = "饮水困难"
)
