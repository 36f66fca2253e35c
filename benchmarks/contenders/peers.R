# R's part of benchmarks/engine.py: Rscript peers.R NAME FOLDER ROWS prints one line of JSON.
# Debian packages no reader of Parquet for R, so it reads raw binary copies of the columns, which is faster.
options(warn = -1)
arguments <- commandArgs(TRUE)
name <- arguments[1]; folder <- arguments[2]; rows <- as.numeric(arguments[3])
suppressMessages({library(survival); library(cmprsk)})
column <- function(x, what, size) readBin(file.path(folder, x), what, rows, size)
start <- proc.time()[["elapsed"]]
time <- column("time.bin", "double", 8)
status <- column("status.bin", "integer", 4)
arm <- column("arm.bin", "integer", 4)
read <- proc.time()[["elapsed"]]
whole <- name %in% c("r", "survival")
if (whole) {
  curves <- survfit(Surv(time, status > 0) ~ arm, conf.type = "log-log")
  test <- survdiff(Surv(time, status > 0) ~ arm)
}
if (name == "survival") incidence <- survfit(Surv(time, factor(status, 0:2)) ~ arm)
if (name %in% c("r", "cmprsk")) incidence <- cuminc(time, status, arm)
done <- proc.time()[["elapsed"]]
missing <- c(r = "", survival = "Gray's test", cmprsk = "Kaplan–Meier, log-rank")[[name]]
version <- paste0(R.version$major, ".", R.version$minor, ", survival ", packageVersion("survival"),
  ", cmprsk ", packageVersion("cmprsk"))
cat(sprintf('{"name": "%s", "version": "%s", "missing": "%s", "read": %f, "compute": %f}\n',
  c(r = "R survival + cmprsk", survival = "R survival alone", cmprsk = "R cmprsk alone")[[name]],
  version, missing, read - start, done - read))
