# Wilson score intervals without continuity correction by R's prop.test(): Rscript wilson.R > wilson.csv
cases <- data.frame(successes = c(0, 1, 3, 4, 5, 8, 15, 20, 81, 999), n = c(5, 5, 6, 5, 5, 10, 30, 20, 263, 1000))
bounds <- t(mapply(function(x, n) suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int, cases$successes, cases$n))
cases$low <- sprintf("%.10f", bounds[, 1])
cases$high <- sprintf("%.10f", bounds[, 2])
write.csv(cases, quote = FALSE, row.names = FALSE)
