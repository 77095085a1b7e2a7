"""containers: files that hold or name many articles, each reader giving them one by one."""
