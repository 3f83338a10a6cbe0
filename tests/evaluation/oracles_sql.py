"""What the hand-written queries ask for, worked out in Python from lists of rows."""

from collections import Counter, defaultdict
from itertools import pairwise


def thirsty_plants(t):
    rows = [
        (p["name"], p["days"])
        for p in t["plants"]
        if p["days"] is not None and (p["days"] > 7 or (p["spot"] == "sun" and p["days"] > 3))
    ]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def stamp_countries(t):
    return sorted({(s["country"],) for s in t["stamps"] if (s["year"] or 9999) < 1950})


def busy_ovens(t):
    loads = defaultdict(list)
    for bake in t["bakes"]:
        loads[bake["oven"]].append(bake["loaves"])
    rows = [(oven, len(b), sum(b)) for oven, b in loads.items() if len(b) >= 3 and sum(b) > 50]
    return sorted(rows)


def idle_telescopes(t):
    used = Counter(n["telescope_id"] for n in t["nights"])
    return sorted((s["name"], used[s["id"]]) for s in t["telescopes"] if used[s["id"]] <= 1)


def long_repairs(t):
    by_kind = defaultdict(list)
    for repair in t["repairs"]:
        by_kind[repair["kind"]].append(repair["minutes"])
    rows = [
        (r["id"], r["kind"], r["minutes"])
        for r in t["repairs"]
        if r["minutes"] * len(by_kind[r["kind"]]) > sum(by_kind[r["kind"]])
    ]
    return sorted(rows)


def best_pumpkins(t):
    rows = []
    for p in t["pumpkins"]:
        better = {o["grams"] for o in t["pumpkins"] if o["farm"] == p["farm"]}
        place = 1 + sum(grams > p["grams"] for grams in better)
        if place <= 2:
            rows.append((p["farm"], place, p["label"], p["grams"]))
    return sorted(rows, key=lambda row: (row[0], row[1], row[2]))


def rich_months(t):
    sums = Counter()
    for gift in t["gifts"]:
        sums[gift["month"]] += gift["euros"]
    if not sums:
        return []
    return sorted((m, s) for m, s in sums.items() if s * len(sums) >= sum(sums.values()))


def complete_walkers(t):
    stations = {s["id"] for s in t["stations"]}
    seen = defaultdict(set)
    for stamp in t["stamped"]:
        seen[stamp["walker_id"]].add(stamp["station_id"])
    return sorted((w["name"],) for w in t["walkers"] if stations <= seen[w["id"]])


def parcel_sizes(t):
    counts, fees = Counter(), Counter()
    for parcel in t["parcels"]:
        grams = parcel["grams"]
        size = "small" if grams < 1000 else "medium" if grams <= 5000 else "large"
        counts[size] += 1
        fees[size] += parcel["fee"] or 0
    return sorted((size, counts[size], fees[size]) for size in counts)


def water_jumps(t):
    rows = []
    by_gauge = defaultdict(list)
    for m in t["levels"]:
        by_gauge[m["gauge"]].append((m["day"], m["cm"]))
    for gauge, levels in by_gauge.items():
        levels.sort()
        for (_, before), (day, cm) in pairwise(levels):
            if cm - before > 20:
                rows.append((gauge, day, cm - before))
    return sorted(rows)
