-- The database and table of the job in kongakka.conf, as kongakka check --config kongakka.conf --print-ddl prints it with its reasons.
CREATE DATABASE IF NOT EXISTS `quickstart`;
CREATE TABLE IF NOT EXISTS `quickstart`.`KONG_ACCESS_LOG` (
    `log_time` DATETIME NULL,
    `stream` VARCHAR(20) NULL,
    `client_ip` VARCHAR(45) NULL,
    `response_time` DOUBLE NULL,
    `host_domain` VARCHAR(255) NULL,
    `request_url` VARCHAR(1000) NULL,
    `status_code` INT NULL,
    `project_name` VARCHAR(100) NULL,
    `original_message` VARCHAR(1048576) NULL
)
DUPLICATE KEY (`log_time`)
PARTITION BY date_trunc('day', `log_time`)
DISTRIBUTED BY RANDOM
PROPERTIES ("replication_num" = "1");
