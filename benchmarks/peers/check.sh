#!/bin/sh
# What a desk without a script of its own would run: check.sh PROGRAMS SCHEMAS REPOSITORY [OPTION of check-jsonschema]
# Every file against its schema by check-jsonschema, which takes one schema at a time, and through yamllint.
set -u
programs=$1 schemas=$2
cd "$3" || exit
shift 3
faults=0
against() {
  schema=$1
  shift
  "$programs/check-jsonschema" "$@" --schemafile "$schemas/$schema.schema.json" || faults=1
}
against config "$@" partner.yaml
against regions "$@" data/regions.yaml
against delegations "$@" data/delegations.yaml
against country "$@" data/countries/*.yaml
against instrument "$@" data/instruments/*.yaml
against document "$@" data/documents/*.yaml
against meeting "$@" data/meetings/*.yaml
against position "$@" data/positions/*/*.yaml
"$programs/yamllint" -d '{extends: relaxed, rules: {line-length: disable}}' . || faults=1
exit $faults
