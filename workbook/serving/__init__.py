"""Serving: the dashboards as printed pages, files of what they show, and a kernel for who asks for one."""
