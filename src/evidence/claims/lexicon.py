"""The words that the rules know, as tables a clinician can read and correct."""

from functools import lru_cache


def words(text: str) -> frozenset[str]:
    """Make a set of the words in a text."""
    return frozenset(text.split())


def listed(text: str) -> tuple[str, ...]:
    """Make a list of the words in a text, in their order."""
    return tuple(text.split())


TIME_UNITS = {
    **dict.fromkeys(("day", "days"), "days"),
    **dict.fromkeys(("week", "weeks", "wk", "wks"), "weeks"),
    **dict.fromkeys(("month", "months", "mo", "mos", "mth", "mths"), "months"),
    **dict.fromkeys(("year", "years", "yr", "yrs", "y"), "years"),
    **dict.fromkeys(("hour", "hours", "hr", "hrs", "h"), "hours"),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), "minutes"),
}
# Units of what was measured in people: a mean or a change.
MEASURED_UNITS = words(
    "g/dl g/l mmol/l mg/dl ng/ml pg/ml kg kg/m2 cm mm mm2 mmhg points point bpm ml/min ml/min/1.73 l/min l ml dl "
    "cycles courses cycle course letters units mmol/mol u/l iu/l ng/l pmol/l nmol/l μmol/l score scores ×109/l "
    "cells/μl cells/mm3 episodes injections visits doses transfusions lines m meters metres steps beats/min"
)
# Units of what was given to people: never a result.
DOSE_UNITS = words(
    "mg μg mcg ug ng g gy cgy iu u mg/m2 g/m2 mg/kg μg/kg mcg/kg mg/day g/day mg/d mg/kg/day mg/m2/day iu/kg "
    "iu/m2 u/kg u/m2 ml/kg mbq mci auc khz hz mhz tesla copies copies/ml kb bp kda nm μm kcal mm/h ppm mv ma kv "
    "rpm mg/ml μg/m2 mg/wk mg/h mmol fractions fraction degrees °c weeks' tablets capsules pills sessions"
)

NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
}
NUMBER_WORDS["none"] = 0
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
NUMBER_WORDS |= {word: 10 * place for place, word in enumerate(_TENS, 2)}
NUMBER_WORDS |= {
    f"{ten}-{word}": 10 * place + value
    for place, ten in enumerate(_TENS, 2)
    for value, word in enumerate(listed("one two three four five six seven eight nine"), 1)
}
NUMBER_WORDS |= {f"{word}-hundred": 100 * value for word, value in list(NUMBER_WORDS.items()) if 0 < value < 10}

# Labels of ratios and differences.
RATIO_LABELS = {
    **dict.fromkeys(listed("hr hrs ahr ahrs shr shrs hr-adj hradj csHR cshr"), "hazard_ratio"),
    **dict.fromkeys(listed("or ors aor aors oradj cor"), "odds_ratio"),
    **dict.fromkeys(listed("rr rrs arr arrs irr irrs airr rrr rtr"), "risk_ratio"),
    **dict.fromkeys(listed("rd ard md smd wmd"), "difference"),
}
RATIO_WORDS = {
    "hazard": "hazard_ratio",
    "hazards": "hazard_ratio",
    "subhazard": "hazard_ratio",
    "sub-hazard": "hazard_ratio",
    "odds": "odds_ratio",
    "risk": "risk_ratio",
    "rate": "risk_ratio",
    "risks": "risk_ratio",
    "prevalence": "risk_ratio",
    "mortality": "risk_ratio",
    "relative": "risk_ratio",
}

CI_WORDS = words("c.i ci cis cri cr.i ci's")
RANGE_WORDS = words("range ranges")
QUARTILE_WORDS = words("iqr interquartile inter-quartile quartiles q1-q3")
SE_WORDS = {
    **dict.fromkeys(("se", "s.e", "sem", "s.e.m", "ses", "s.e.m."), "SE"),
    **dict.fromkeys(("sd", "s.d", "sds", "stdev"), "SD"),
}
NOT_REACHED = words("nr nd ne na nya n.r n.e nc not-reached ∞ infinity")

BE = words("was were is are be been being remained became stood reached averaged equalled equaled totaled totalled")
HAVE = words("had has have having")
# Verbs whose object names the outcome: "12 patients achieved a complete response".
GETS = words(
    "achieved achieving achieve attained attaining obtained developed developing develop experienced experiencing "
    "experience underwent undergoing undergo required requiring require received receiving receive reported "
    "reporting showed showing suffered sustained sustaining exhibited displayed demonstrated presented met "
    "entered reached"
)
# Verbs that name the outcome themselves.
ACTS = {
    "died": "died",
    "dying": "died",
    "relapsed": "relapse",
    "relapsing": "relapse",
    "recurred": "recurrence",
    "progressed": "progression",
    "progressing": "progression",
    "responded": "response",
    "responding": "response",
    "survived": "survived",
    "engrafted": "engraftment",
    "failed": "failed",
    "discontinued": "discontinued",
    "discontinuing": "discontinued",
    "withdrew": "withdrew",
    "completed": "completed",
    "completing": "completed",
    "stopped": "stopped",
    "remained": "remained",
    "improved": "improved",
    "proceeded": "proceeded",
    "went": "proceeded",
    "crossed": "crossed",
    "dropped": "dropped",
    "lost": "lost",
    "rejected": "rejected",
    "tolerated": "tolerated",
    "converted": "converted",
    "survive": "survived",
    "die": "died",
}
OTHER_VERBS = words(
    "fared lived needed gained scored undergone began started ended switched proceeded became got improve "
    "improves reduce reduces increase increases decrease decreases differ differs affect affects prolong "
    "prolongs require requires remain extend extended did does do can could may might will would should shall "
    "increased decreased improved reduced favoured favored differed compared observed seen noted found occurred "
    "occurring recorded documented performed given included including include treated assigned randomised "
    "randomized enrolled registered allocated analysed analyzed evaluated assessed estimated according suggests "
    "suggested lasted lasting lowered halved doubled corresponding corresponded conferred led resulted "
    "resulting showed show shows confirmed identified associated predicted yielded produced provided exceeded "
    "fell rose dropped declined went prolonged appeared seemed tended avoided related remains following "
    "followed based using used classified considered graded rated judged deemed calculated measured versus "
    "happened varied affected comprised represented consisted contributed detected diagnosed owing due attributed "
    "favours favors continued stayed occur occurs translated translating ranging ranged gave gives give made make "
    "accounted makes took taken kept stopping discontinuing starting refusing caused induced induces held came "
    "come saw brought"
)
PREPOSITIONS = words(
    "in on at of for with without by from to into after before during between among amongst within across under "
    "regarding concerning over through per than as until since upon against via despite towards toward above "
    "below beyond versus vs vs. v receiving given assigned including except using"
)
DETERMINERS = words(
    "the a an this that these those its their his her our all both each either neither any no some such another"
)
CONJUNCTIONS = words(
    "and or but while whereas nor although though however because if so when where which who whom whose then thus"
)
ADVERBS = words(
    "significantly statistically only also not respectively accordingly similarly overall approximately about "
    "nearly almost just still already even more less higher lower greater better worse superior inferior longer "
    "shorter fewer most least slightly markedly substantially additional further there here they we it he she "
    "often nonsignificantly non-significantly similar different comparable finally moreover furthermore additionally "
    "importantly notably interestingly overall, instead rather likewise conversely again together well very much "
    "until now once never therefore hence namely specifically nominally numerically clinically"
)
PEOPLE = words(
    "patients patient subjects subject participants participant women men children infants individuals persons "
    "people adults recipients cases case adolescents neonates newborns volunteers survivors males females boys "
    "girls mothers pts pregnancies eyes knees hips lesions tumours tumors samples responders nonresponders "
    "non-responders evaluable controls donors users smokers dogs cats animals majority minority"
)
GROUP_NOUNS = words(
    "group groups arm arms cohort cohorts regimen regimens recipients treatment treatments therapy strategy "
    "stratum strata subgroup subgroups population populations"
)
ARM_SUFFIXES = words(
    "group groups arm arms cohort cohorts regimen regimens patients patient subjects participants recipients "
    "children women men subgroup subgroups population"
)
# What people are who have only been counted, not found to have a result.
ENROLLED = words(
    "enrolled registered randomised randomized randomly assigned allocated included recruited screened eligible "
    "evaluable assessable analysed analyzed entered accrued treated consented evaluated assessed considered "
    "available consecutive investigated studied aged involving identified selected invited collected excluded "
    "untreated previously participated received receiving were approached contacted referred admitted evaluable, "
    "informative had"
)

# Words that only introduce an outcome: "rate of", "incidence of", "proportion of patients with".
INTRODUCES = words(
    "rate rates incidence incidences probability probabilities proportion proportions percentage percentages "
    "frequency frequencies number numbers risk likelihood estimate estimates prevalence occurrence occurrences "
    "chance chances prospect level levels value values rate, trend difference differences improvement reduction "
    "increase decrease benefit advantage result results analysis endpoint endpoints effect share fraction odds "
    "hazard change evidence episodes cases case"
)
# Adjectives that no outcome needs.
DISPENSABLE = words(
    "estimated actuarial median mean average cumulative crude observed corresponding kaplan-meier projected "
    "unadjusted adjusted absolute superior inferior respective predicted higher lower similar better worse "
    "improved overall, total the a an their its primary secondary additional further reported expected pooled raw "
    "updated longer shorter significant significantly potential investigator-assessed greater same reduced "
    "increased highest lowest more less excess day month year years one-year two-year"
)
DURATION_NOUNS = words("duration time times length freedom quality absence loss lack transformation onset rate")

SURVIVAL_WORDS = words(
    "survival survivals mos mpfs lrfs lrrfs rrfs nrfs brfs bcfs drfs lcfs "
    "os pfs efs dfs rfs lfs ffs ttp gfs grfs mfs dmfs bcss css dss ffp fftf ffr ffts crfs "
    "alive surviving mst cefs freedom rpfs idfs ddfs ebmt-rfs survived rfs/os graft-survival survivorship patency"
)
COMPETING = words("nrm trm")
COMPETING_HEADS = words("cir relapse relapses recurrence gvhd agvhd cgvhd nonrelapse non-relapse relapse/progression")
OUTCOME_HEADS = (
    SURVIVAL_WORDS
    | COMPETING
    | words(
        "cir pfi dfi tfs mfs bfs pfs2 cpfs rrfs gvl nrm/trm acute-gvhd effects effect response responses responder "
        "responders remission remissions cr crs cri crp crh crc pr vgpr scr ncr cmr mmr orr dcr cbr orrs pcr mrd "
        "sd sds pd pds rr prs vgprs uprs relapse relapses recurrence recurrences progression "
        "mortality mortalities death deaths "
        "toxicity toxicities gvhd agvhd cgvhd engraftment failure failures infection infections event events "
        "rejection rejections thrombosis bleeding haemorrhage hemorrhage stroke strokes infarction "
        "hospitalisation hospitalization hospitalisations hospitalizations rash fatigue nausea vomiting fever "
        "pain asthenia dyspnoea dyspnea oedema edema cough diarrhoea diarrhea constipation headache complications "
        "complication cytopenia cytopenias discontinuation discontinuations withdrawal withdrawals "
        "transplantation transplants transplant surgery resection syndrome disease metastasis metastases "
        "disorders bacteraemia bacteremia sepsis malignancy malignancies cure cured control negativity clearance "
        "conversion success healing adherence compliance incidence disability exacerbation exacerbations "
        "resolution reactions reaction rec/met relapse/progression morbidity arrest revascularisation "
        "revascularization restenosis fracture fractures fall falls seizure seizures transfusion transfusions "
        "rebleeding independence freedom ttr ttf dor dors dod mace ae aes sae saes teae teaes icans rehospitalisation "
        "rehospitalization readmission readmissions hypertension hypotension depression cytogenetics mutation "
        "mutations karyotype pneumonia exitus seroconversion pregnancy birth births improvement deterioration "
        "amputation dialysis shock delirium extubation weaning hypoglycaemia hypoglycemia failure-free cirrhosis "
        "crisis crises ulcers ulcer perforation leakage leak anaphylaxis svr graft-versus-host gvhd/relapse"
    )
)
OUTCOME_ENDINGS = listed(
    "exia taxia plegia phagia plasia megaly static ectasis icity orrhage orrhages emias itides aemia emia penia "
    "penias itis osis opathy rrhoea rrhea algia oedema uria pnoea ectomy toxicity toxicities penic cytosis "
    "morbidity lysis embolism arrhythmia fibrillation"
)
# Outcomes of which a text prints a time: "duration of response", "time to progression".
TIME_OUTCOMES = words(
    "survival os mos mst pfs pfi dfi mpfs efs dfs rfs ttp dor time times duration ttf follow-up followup ttr interval"
)

# What ends like an outcome and is none.
NO_OUTCOMES = words("analysis analyses meta-analysis subanalysis reanalysis")


@lru_cache(maxsize=20_000)
def names_outcome(word: str) -> bool:
    """Whether a word, or what stands behind its last hyphen, names an outcome."""
    if word in OUTCOME_HEADS or word.endswith(OUTCOME_ENDINGS):
        return word not in NO_OUTCOMES
    return any(mark in word and word.rpartition(mark)[2] in OUTCOME_HEADS for mark in "-+/")


# What a figure tells of people at the start, or of a design: never a result.
NEVER = words(
    "age aged ages old older younger dose doses dosage power alpha significance confidence margin cutoff cut-off "
    "threshold thresholds sample weight bmi height hematocrit blasts ratio dosing intensity hla hla-matched "
    "matched loci antigen allele isrctn nct version score"
)
TABLE_WORDS = words(
    "table tables figure figures fig figs appendix webappendix page pages p supplement section panel ref refs "
    "reference chapter eq equation box stage stages grade grades phase phases type types cycle cycles ecog who "
    "kps level levels day days month months week weeks year years aged age group class category version line "
    "lines arm cohort chromosome exon codon dose q1 quartile tertile quintile nyha child-pugh isup gleason score "
    "scores no number number, step course courses part item nct isrctn visit january february march april may "
    "june july august september october november december over under"
)
MONTHS = words(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec"
)
DRUG_ENDINGS = listed(
    "prine thine purine zumab sulfone sulfate oxide fosine cillamine mab mabs nib platin taxel rubicin citabine "
    "zole statin lol pril sartan gliptin gliflozin parin xaban trexate tecan poside domide zomib clax ciclib "
    "parib lisib mycin cillin floxacin azine idine arabine arbine phamide mustine sulfan phalan trozole tidine "
    "oxifen lutamide relix tide glutide grel cept leucel feron kinra umab stim poetin sone solone semide actone "
    "vir zide thiazide dipine etine pram apine idone tinib rafenib limus mofetil porin xone idazole cycline "
    "bactam penem fungin conazole formin insulin glitazone atan antrone abine exed quine trastuzumab nercept "
    "renone afil dronate dronic fibrate gatran glinide lukast mantine profen sentan setron meterol triptan tropium "
    "vaptan pamil zepam zolam ersen siran rasib degib ribulin vastine"
)
ARM_WORDS = words(
    "placebo control controls standard observation surgery chemotherapy radiotherapy chemoradiotherapy radiation "
    "treatment intervention experimental investigational conventional aspirin warfarin heparin usual best "
    "supportive watchful tamoxifen interferon ifn-γ ifn-α il-2 atg azacitidine cytarabine sham comparator "
    "combination monotherapy alone immunotherapy arsenic vaccine vaccination prednisone melphalan lenalidomide "
    "thalidomide stem-cell autologous allogeneic high-dose low-dose intensive delayed immediate early late "
    "restrictive liberal epoetin oxygen epinephrine adrenaline vasopressin stent stenting pci cabg cbt exercise "
    "chemoradiation no-treatment teriflunomide fingolimod transplant transplantation haploidentical bone "
    "peripheral ric mac"
)
# What people have, which sorts them as often as it befalls them.
CONDITIONS = words(
    "disease mutation mutations cytogenetics karyotype syndrome malignancy malignancies metastases metastasis"
)
# Who judged a result, which parts no people.
ASSESSORS = words("review assessment investigator investigators committee reviewers assessors")
# "12 deaths were attributed to sepsis"
DUE = words("due attributed attributable related ascribed")
# "88 cases of pneumonia"
CASES = words("cases case episodes")
CONNECTIVES = words("and or to than versus & but while whereas plus")
SEXES = words("women men female male females males girls boys")
SORTS_OF_PEOPLE = words(
    "women men females males smokers non-smokers nonsmokers never-smokers boys girls responders non-responders "
    "nonresponders"
)
ADJECTIVES_IN_LY = words("early daily weekly monthly elderly family yearly")
