#!/bin/sh
# A whole warehouse in sixty lines. It packs the orders that it is given, hears of their labels,
# confirms that it has heard, and lets the parcels leave. It needs sh, curl, sed, grep and date.
#
#     GATEPASS=http://127.0.0.1:4600 KEY=the-key sh examples/warehouse-in-60-lines.sh SO-1 SO-2
set -eu
: "${GATEPASS:=http://127.0.0.1:4600}" "${KEY:?is the key of the warehouse}"
: "${WAREHOUSE:=leicester}" "${CHANNEL:=shopify-uk}" "${SERVICE:=DPD-12}"
place=$GATEPASS/v1/warehouses/$WAREHOUSE

call() { # method, address, body or nothing; a refusal is shown in its words, and ends the day
  answer=$(curl --silent --show-error --fail-with-body --retry 5 --retry-connrefused \
    --max-time 60 --request "$1" --header "Authorization: Bearer $KEY" \
    --header 'Content-Type: application/json' ${3:+--data "$3"} "$2") ||
    { printf '%s\n' "$answer" >&2; return 1; }
  printf '%s' "$answer"
}

member() { # the text of the last member of this name
  sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"
}

say() { # order, revision, status, units packed, dispatch: the whole consignment, as it is now
  said=$(call PUT "$place/consignments/L-$1" '{
    "revision": '"$2"', "updatedAt": "'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'",
    "orderNumber": "'"$1"'", "channel": "'"$CHANNEL"'", "status": "'"$3"'",
    "service": "'"$SERVICE"'",
    "shipTo": { "name": "Iris Bell", "street1": "7 Canal Street", "city": "Leeds",
                "postalCode": "LS1 4BT", "country": "GB" },
    "lines": [ { "line": "1", "sku": "TEE-BLK-M", "name": "T-shirt", "ordered": 2,
                 "allocated": 2, "picked": '"$4"', "packed": '"$4"', "weightGrams": 180 } ],
    "parcels": [ { "reference": "P1", "weightGrams": 450, "lengthMm": 300, "widthMm": 220,
                   "heightMm": 40, "lines": [ { "line": "1", "quantity": '"$4"' } ] } ],
    "dispatch": '"$5"' }')
  echo "$1 is $3: $(printf '%s' "$said" | sed 's/"exceptions":.*//' | member sentence)"
}

for order in "$@"; do
  say "$order" 1 picking 0 null
  say "$order" 2 packed 2 null
done

left=0 after=0 told=$(mktemp)
trap 'rm -f "$told"' EXIT
while [ "$left" -lt $# ]; do
  page=$(call GET "$place/dispatches?after=$after&wait=20")
  after=$(printf '%s' "$page" | member next)
  printf '%s' "$page" | sed 's/{"id":"/\
{"id":"/g' | grep '^{"id":"' > "$told" || continue
  while read -r message; do
    call POST "$place/dispatches/$(printf '%s' "$message" | member id)/ack"
    order=$(printf '%s' "$message" | member orderNumber)
    number=$(printf '%s' "$message" | member trackingNumber)
    case " $* :$message" in *" $order "*'"kind":"dispatch"'*) ;; *) continue ;; esac
    left=$((left + 1)) at=$(date -u +%Y-%m-%dT%H:%M:%SZ)
    say "$order" 3 dispatched 2 '{ "at": "'"$at"'", "trackingNumbers": ["'"$number"'"],
      "carrier": "'"$(printf '%s' "$message" | member carrier)"'" }'
  done < "$told"
done
