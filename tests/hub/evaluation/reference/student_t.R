# Quantiles of Student's t by R's qt(): Rscript student_t.R > student_t.csv
degrees <- c(1, 2, 3, 4, 5, 7, 9, 10, 14, 19, 29, 30, 49, 60, 99, 120, 499, 1000, 100000)
table <- expand.grid(df = degrees, p = c(0.95, 0.975, 0.995))
table$quantile <- sprintf("%.10f", qt(table$p, table$df))
table$df <- format(table$df, scientific = FALSE, trim = TRUE)
write.csv(table, quote = FALSE, row.names = FALSE)
