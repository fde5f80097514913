//go:build mage

package main

import (
	// The targets of Grafana's SDK: `go run github.com/magefile/mage build:linux` writes dist/datasource/gpx_fawkes_analytics_*.
	// mage:import
	_ "github.com/grafana/grafana-plugin-sdk-go/build"
)
