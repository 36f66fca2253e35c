# The data sets that the estimators are held to: public ones from R's survival (Debian: r-cran-survival), and made ones that
# are hard in one way each. Run in this folder: Rscript datasets.R
# datasets/<name>.csv has one row per distinct row with n, the people who share it: time,status,arm,stratum,n, where status
# is 0 censored, 1 first cause, 2 second cause, and stratum "all" where there is none. Sets with late entry have an entry
# column before it: their people are at risk after entry.
suppressMessages(library(survival))

tidy <- function(time, status, arm = "all", stratum = "all", entry = NULL, n = 1) {
  d <- data.frame(time = as.numeric(time), status = as.integer(status), arm = as.character(arm), stratum = as.character(stratum), n)
  if (!is.null(entry)) d <- cbind(entry = as.numeric(entry), d)
  d[complete.cases(d), ]
}
write <- function(name, d) {
  keys <- setdiff(names(d), "n")
  d <- aggregate(d["n"], d[keys], sum)
  key_order <- d[c("arm", "stratum", setdiff(keys, c("arm", "stratum")))]
  d <- d[do.call(order, c(unname(as.list(key_order)), method = "radix")), ]
  d$time <- format(d$time, digits = 15, trim = TRUE, drop0trailing = TRUE, scientific = FALSE)
  if (!is.null(d$entry)) d$entry <- format(d$entry, digits = 15, trim = TRUE, drop0trailing = TRUE, scientific = FALSE)
  write.csv(d, paste0("datasets/", name, ".csv"), row.names = FALSE, quote = FALSE)
}

# --- Public -----------------------------------------------------------------------------------------------------------
first <- function(one, other) pmin(ifelse(is.na(one), Inf, one), other)
relapse <- subset(colon, etype == 1)
death <- subset(colon, etype == 2)
death <- death[match(relapse$id, death$id), ]
public <- list(
  lung = with(lung, tidy(time, status - 1, ifelse(sex == 1, "men", "women"))),
  veteran = with(veteran, tidy(time, status, ifelse(trt == 1, "standard", "test"), celltype)),
  aml = with(aml, tidy(time, status, x)),
  ovarian = with(ovarian, tidy(futime, fustat, paste("rx", rx))),
  colon = tidy(death$time, death$status, death$rx, ifelse(death$sex == 1, "men", "women")),
  colon_relapse = tidy(relapse$time, ifelse(relapse$status == 1, 1, 2 * (death$status == 1 & death$time <= relapse$time)), relapse$rx),
  colon_quarters = with(relapse, tidy(ceiling(time / 90), ifelse(status == 0, 0, 1 + node4), rx, paste("extent", extent))),
  mgus2 = with(mgus2, tidy(ifelse(pstat == 0, futime, ptime), ifelse(pstat == 0, 2 * death, 1), sex)),
  mgus2_death = with(mgus2, tidy(futime, death, sex)),
  mgus1 = with(subset(mgus1, start == 0), tidy(stop, c(censor = 0, pcm = 1, death = 2)[as.character(event)], sex)),
  myeloid = with(myeloid, tidy(futime, death, trt, sex)),
  myeloid_relapse = with(myeloid, tidy(first(rltime, futime), ifelse(!is.na(rltime), 1, 2 * death), trt)),
  cgd = with(cgd0, tidy(first(etime1, futime), !is.na(etime1), ifelse(treat == 1, "interferon", "placebo"), paste("hospital", hos.cat))),
  pbc = with(pbc, tidy(time, status, sex, paste("stage", ifelse(is.na(stage), "unknown", stage)))),
  pbc_trial = with(subset(pbc, !is.na(trt)), tidy(time, status, ifelse(trt == 1, "penicillamine", "placebo"))),
  rotterdam = with(rotterdam, tidy(ifelse(recur == 1, rtime, dtime), ifelse(recur == 1, 1, 2 * death), ifelse(hormon == 1, "hormone", "none"), paste("grade", grade))),
  gbsg = with(gbsg, tidy(rfstime, status, ifelse(hormon == 1, "hormone", "none"), paste("grade", grade))),
  transplant = with(transplant, tidy(pmax(futime, 1), c(censored = 0, death = 2, ltx = 1, withdraw = 0)[as.character(event)], abo)),
  nwtco = with(nwtco, tidy(edrel, rel, ifelse(histol == 1, "favourable", "unfavourable"), paste("stage", stage))),
  retinopathy = with(retinopathy, tidy(futime, status, ifelse(trt == 1, "treated", "untreated"), type)),
  bladder = with(subset(bladder, enum == 1), tidy(stop, event, ifelse(rx == 1, "placebo", "thiotepa"))),
  flchain = with(subset(flchain, futime > 0), tidy(futime, ifelse(death == 0, 0, 1 + !(chapter %in% "Circulatory")), sex)),
  rats = with(rats, tidy(time, status, ifelse(rx == 1, "treated", "control"), sex))
)
for (name in names(public)) write(name, public[[name]])

# --- Made -------------------------------------------------------------------------------------------------------------
set.seed(19580615)
half <- function(n) rep(c("a", "b"), length.out = n)
both <- function(n, rate, other, end, unit) {
  one <- rexp(n, rate); two <- rexp(n, other); out <- runif(n, 0, end)
  time <- pmin(one, two, out)
  list(time = unit * ceiling(time / unit), status = ifelse(time == out, 0, ifelse(time == one, 1, 2)))
}
ties <- both(400, 0.2, 0.1, 8, 1)
distinct <- both(1500, c(0.3, 0.2), 0.1, 9, 1e-6)
days <- both(100000, c(0.0009, 0.0007), 0.0004, 1500, 1)
strata <- both(900, c(0.3, 0.2, 0.4), 0.15, 6, 0.25)
three <- both(600, c(0.3, 0.2, 0.1), c(0.1, 0.1, 0.2), 7, 0.5)
heavy <- both(30000, c(0.5, 0.4), 0.3, 3, 0.5)
made <- list(
  made_ties = tidy(ties$time, ties$status, half(400)),
  made_no_censoring = tidy(c(1:20, 2 * (1:15)), c(rep(1:2, 10), rep(2:1, c(5, 10))), rep(c("a", "b"), c(20, 15))),
  made_all_censored = tidy(1:12, 0, half(12)),
  made_early_exhaustion = tidy(c(1, 1, 2, 3, 3, 3, 1:9 * 2), c(1, 2, 1, 1, 1, 1, 1, 0, 1, 2, 0, 1, 0, 2, 0), rep(c("a", "b"), c(6, 9))),
  made_one_event = tidy(c(1:9, 3:9), c(rep(0, 4), 1, rep(0, 11)), rep(c("a", "b"), c(9, 7))),
  made_arm_gone = tidy(c(1, 2, 2, 3, 5:20), c(0, 1, 2, 0, rep(c(1, 0, 2, 1), 4)), rep(c("a", "b"), c(4, 16))),
  made_one_person = tidy(c(3, 1:8), c(1, rep(c(2, 0, 1, 1), 2)), rep(c("a", "b"), c(1, 8))),
  made_time_zero = tidy(c(0, 0, 0, 1:9, 0, 0:8), c(1, 2, 0, rep(c(1, 0, 2), 3), 0, rep(c(1, 2, 0), 3)), rep(c("a", "b"), c(12, 10))),
  made_distinct = tidy(distinct$time, distinct$status, half(1500)),
  made_strata = tidy(strata$time, strata$status, half(900), c("x", "y", "z")),
  made_three_arms = tidy(three$time, three$status, c("a", "b", "c")),
  made_heavy_ties = tidy(heavy$time, heavy$status, half(30000)),
  made_days_100000 = tidy(days$time, days$status, half(100000))
)
for (name in names(made)) write(name, made[[name]])

# --- Late entry -------------------------------------------------------------------------------------------------------
late <- both(300, c(0.25, 0.4), 0.1, 9, 0.5)
entry <- floor(late$time * runif(300, 0, 0.99) / 0.5) * 0.5
months <- floor(12 * mgus2$age)
seen <- both(5000, c(0.05, 0.07), 0.04, 30, 0.01)
written <- list(
  late_myeloma = with(subset(myeloma, futime > entry), tidy(futime, death, ifelse(year < 80, "before 1980", "since 1980"), entry = entry)),
  late_mgus2_age = with(mgus2, tidy(months + pmax(ifelse(pstat == 0, futime, ptime), 1), ifelse(pstat == 0, 2 * death, 1), sex, entry = months)),
  late_heart = with(heart, tidy(stop, event, ifelse(transplant == 1, "transplant", "waiting"), ifelse(surgery == 1, "surgery before", "none before"), entry = start)),
  late_ties = tidy(late$time, late$status, half(300), entry = pmin(entry, late$time - 0.5)),
  late_gap = tidy(c(2, 3, 3, 8, 9, 9, 10, 4, 5, 6, 7, 8), c(1, 2, 0, 1, 0, 2, 1, 1, 0, 2, 1, 0), rep(c("a", "b"), c(7, 5)), entry = c(0, 0, 1, 5, 5, 6, 6, 0, 0, 4, 4, 6)),
  late_5000 = tidy(seen$time, seen$status, half(5000), entry = pmax(0, floor(seen$time * pmax(0, runif(5000, -1, 0.95)) * 50) / 50))
)
for (name in names(written)) write(name, written[[name]])

# --- One row per person, for the examples of docs/methods ------------------------------------------------------------
rows <- function(name, d) write.csv(d, paste0(name, "-rows.csv"), row.names = FALSE, quote = FALSE)
rows("lung", with(lung, data.frame(time, status = status - 1)))
rows("mgus2-competing", with(mgus2, data.frame(time = ifelse(pstat == 0, futime, ptime), status = ifelse(pstat == 0, 2 * death, 1), arm = sex)))
