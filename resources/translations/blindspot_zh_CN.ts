<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Blindspot</name>
    <message>
        <source>&lt;p&gt;What would the gaps be if these drone routes were flown? Or: how have the gaps changed since a new rota?&lt;/p&gt; &lt;p&gt;&lt;b&gt;Drone routes.&lt;/b&gt; Give the routes of a plan. The fixes, the places, the watch and all other parameters of the gap score are taken from its record, unless you set them (most are advanced parameters). The drones&apos; passes are added to those of the patrols, and every place is scored before and after, with the same places, watch, period and demand. &lt;b&gt;gain&lt;/b&gt; = demand x (gap before - gap after): the reduction of the priority.&lt;/p&gt; &lt;p&gt;A plan &quot;serves&quot; a spot by visiting it once. That does not close the gap: a pass notices only what began within the revisit interval before it. This algorithm computes how much a plan really reduces the gaps.&lt;/p&gt; &lt;p&gt;If the plan is flown in every watch of the period, it is flown at its own local time of day, or from the start of the watch if it was planned without a start. GAIN_PER_DRONE_MINUTE is the gain divided by the minutes that all drones together fly in a night, as a mean over the nights of the period.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Two periods.&lt;/b&gt; Or leave the drone routes empty and give the fixes of a later period, for example some weeks after a new rota. Both periods are scored over the same places, each over its own time. Gaps can also rise here; the gain is then negative. A difference between two periods does not show its cause: weather, season and events differ too.&lt;/p&gt; &lt;p&gt;A drone is assumed to notice everything within its range, on the whole flight from take-off to landing. Height, walls, trees and darkness are not modelled.&lt;/p&gt;</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drone routes</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixes or tracks of a later period (instead of routes)</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain for each minute flown in a night</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain: priority that is gone</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In every watch: in each night of the period, at the plan&apos;s own time of day, or from the start of the watch if it has no dates. As dated: at the dates and times in M; a plan has these only if it was made with a start.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later period ends</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later period starts</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean gap after, weighted by demand</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean gap before, weighted by demand</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes flown in a night, by all drones</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output Routes of Plan drone routes: lines whose M values are epoch seconds, or seconds from 0. The parameters of the gap score that are left empty are taken from its record. Give either these or the fixes of a later period.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan is flown</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result as an HTML page to read, print and share: a map, the places, the flights, and the parameters of the run. It contains the names of the layers, but no paths and no units.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To compare two periods: the fixes or tracks of the later period. They must have the same time field and unit field as the first. It may be the same layer, if you give another period.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total priority after</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total priority before</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two periods compared: {}</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a plan closes: {}</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>effect</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>flights</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>gain</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in every watch of the period</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>once, as dated</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what if</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later period</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 Assess a plan</source>
        <extracomment>algorithms/assessplan.py, algorithms/catalogue.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>report</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gap</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py, algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py, algorithms/outputs/report.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rota</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py, algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detection range of the drones</source>
        <extracomment>algorithms/assessplan.py, algorithms/inputs/detection.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detection time of the drones (s)</source>
        <extracomment>algorithms/assessplan.py, algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaps before and after</source>
        <extracomment>algorithms/assessplan.py, algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean time in range until a drone notices something. 0: at once.</source>
        <extracomment>algorithms/assessplan.py, algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drone</source>
        <extracomment>algorithms/assessplan.py, algorithms/plannights.py, algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uav</source>
        <extracomment>algorithms/assessplan.py, algorithms/planroutes.py, algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compare</source>
        <extracomment>algorithms/assessplan.py, algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <extracomment>algorithms/base.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CRS worked in</source>
        <extracomment>algorithms/base.py, algorithms/inputs/watch.py, algorithms/outputs/report.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;In which hours of the week does most go unseen? The &lt;b&gt;gap&lt;/b&gt; of an hour is the probability that a condition that starts at a random moment of this hour goes unseen for the revisit interval. It is the gap of Score gaps, split by hour of the day and day of the week, either for each place or as a mean of all places weighted by demand. Its mean, weighted by watch_hours, is MEAN_GAP of Score gaps with the same parameters. Without scored places the watch is all day unless you set it.&lt;/p&gt; &lt;p&gt;Hours are those of local clocks in the time zone: an hour that the clocks show twice counts twice, and an hour that they skip does not count. The day is the calendar day of the moment itself: 02:00 on Saturday morning belongs to Saturday, even if the watch began on Friday. A gap looks forward: what starts at 03:00 is seen in time if it is seen within the revisit interval after 03:00. Moments whose revisit interval reaches outside the data are left out, so that the day on which the data end is no darker for it.&lt;/p&gt; &lt;p&gt;&lt;b&gt;unit_hours&lt;/b&gt; is the time that units spent on tracks in the period, inside and outside the watch, without outages. Together with the gap it shows whether an hour has too few patrols, or has them in other places.&lt;/p&gt; &lt;p&gt;The report is one HTML file with a heat map of gap and of unit-hours, to read, print and share. DARKEST_HOUR is the hour with the highest gap (if several have it, the one with the fewest unit-hours). Use at least four weeks of data: a single week does not show what is usual.&lt;/p&gt; &lt;p&gt;The profile of a single unit is the rota of a person. The log and the report warn of it, also where places were seen by fewer than three units: a profile for each place is not rounded.&lt;/p&gt;</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A profile for each place</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coverage profile</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darkest hour of the week (local)</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap of the darkest hour</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heat maps of gap and unit-hours, the main findings, and the parameters of the run, as an HTML page. It contains the names of the layers, but no paths and no units.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: one profile for all places together, weighted by demand. On: the table has one profile for each place, and the report lists the places with their darkest hour.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scored places (to use their parameters)</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output of Score gaps. Parameters that are left empty are taken from its record: fixes, places, watch, revisit interval, demand and so on.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When are the gaps? {}</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heat map</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hour</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shift</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weekday</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coverage profile (when are the gaps?)</source>
        <extracomment>algorithms/catalogue.py, algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table without geometry with 168 rows, or 168 rows for each place. Fields: place_id (only in a profile
for each place), weekday (1 is Monday) and day (its name), hour (0 to 23, local), gap (0 to 1; null where no moment of
the watch is in that hour), unit_hours (hours on patrol, summed over units; for a place, hours within detection range;
null where the data cover no such hour), watch_hours (how many hours of starting moments the gap is computed
from).</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patrol</source>
        <extracomment>algorithms/coverageprofile.py, algorithms/findblindspots.py, algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>coverage</source>
        <extracomment>algorithms/coverageprofile.py, algorithms/findblindspots.py, algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schedule</source>
        <extracomment>algorithms/coverageprofile.py, algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean gap, weighted by demand</source>
        <extracomment>algorithms/coverageprofile.py, algorithms/scoregaps.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Selects the fewest places that together hold a share of the total priority, merges adjacent places to spots, splits spots that are too large into compact parts, and ranks the result. The input is the output of Score gaps.&lt;/p&gt; &lt;p&gt;Places with the same priority as the last selected one (ties) are all selected, and the log gives their number. If most places tie, the result is not a selection: half a map of equal spots does not help. Then score the gaps again with an area for the grid, with your own places, or with demand layers.&lt;/p&gt; &lt;p&gt;Cells merge where they share an edge; a common corner is not enough. &lt;b&gt;part_of&lt;/b&gt; is the same for all parts of one large spot. &lt;b&gt;near&lt;/b&gt; is the name of the nearest named feature. &lt;b&gt;why&lt;/b&gt; is the sentence of the spot&apos;s most important place. Rank 1 has the highest priority.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Points&lt;/b&gt;, such as station exits, become one spot where they lie close to each other (&lt;b&gt;Distance within which points are one spot&lt;/b&gt;), so that one stop is enough for all of them. The spot stands at one of them: the one with the most others around it. &lt;b&gt;places&lt;/b&gt; counts them, and &lt;b&gt;priority&lt;/b&gt; is their sum.&lt;/p&gt; &lt;p&gt;&lt;b&gt;name&lt;/b&gt; has the names of the spot&apos;s own places, those of the highest priority first, if the scored places have a field of names. &lt;b&gt;near&lt;/b&gt; comes from the named features; without them, from the demand layers with which the gaps were scored, if they had a field called name.&lt;/p&gt; &lt;p&gt;The test for clusters is the Gi* statistic of Getis and Ord. It compares the priority of each place and its neighbours with that of all places, and shows whether high values cluster more than by chance. &lt;b&gt;gi_z&lt;/b&gt; is the highest Gi* of the spot&apos;s places, in standard deviations. &lt;b&gt;gi_q&lt;/b&gt; is their lowest q-value. &lt;b&gt;significant&lt;/b&gt; is 1 if at least half of the places have a q-value of at most 0.05. The q-values control the false discovery rate (Benjamini and Hochberg, upper tail).&lt;/p&gt; &lt;p&gt;The test is a description, not a proof. It assumes that places are independent, but they are not: one patrol covers several cells, and so does a demand layer. The spots were selected because their priority is high, so it is expected that many of them are significant. Where most places tie, few can differ clearly from the others. Where very few places hold nearly all priority, a single place can make its neighbours significant. A spot that is not significant is still a place that patrols miss.&lt;/p&gt;</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A named feature further away from a spot than this does not name it: near is then null.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance between neighbours in the test</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greatest distance of the named feature</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name field</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name field of the scored places</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Named features</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places are neighbours if the distance between their centroids is at most this. Empty: 1.5 times the median distance to the nearest place; in a grid these are the cells that share an edge or a corner.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranked spots. Fields: spot_id, part_of, rank, priority (sum of its places), gap (mean of its places, weighted by demand), area_m2, places (how many), near, why. With the test for clusters also gi_z, gi_q and significant. Then near_m (distance to the feature that near names, in metres), name (of the spot&apos;s places) and, if the places have it, gap_profile (the mean of those of its places, weighted by demand: when in the watch the gap is open). near, near_m, name and gap_profile are null where there is none.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Streets, stations or districts. The nearest one gives each spot a name to find it by. Empty: the demand layers with which the gaps were scored, if they have names.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test for clusters (Gi*)</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tests for each spot whether high priority clusters there more than by chance. The result is a description, not a proof, because neighbouring places are not independent.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field with the names of the named features. Empty: the field called name.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field with the names of the scored places themselves, for the field name of the spots. Empty: the field called name, if there is one.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output of Score gaps, or any layer with the fields priority and gap.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cluster</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hot spot</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>of these points lie</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>priority</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>spots have</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>3 Find blind spots</source>
        <extracomment>algorithms/catalogue.py, algorithms/findblindspots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>spots were</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>places have</source>
        <extracomment>algorithms/findblindspots.py, algorithms/inputs/closing.py, algorithms/inputs/demand.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>blind spots</source>
        <extracomment>algorithms/findblindspots.py, algorithms/inputs/closing.py, algorithms/outputs/nights_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Scored places</source>
        <extracomment>algorithms/findblindspots.py, algorithms/inputs/closing.py, algorithms/scoregaps.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blind spots</source>
        <extracomment>algorithms/findblindspots.py, algorithms/inputs/blind_spots.py, algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model gives endurance, battery and mass from the data sheet of its maker, where the three parameters below are empty. For any other drone choose Own figures and enter the three values from its data sheet. Old batteries, payload and cold reduce endurance: if you have measured it yourself, enter your own value.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Airspeed (m/s)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Altitude above ground</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Altitude of all flight between take-off and landing, on the lowest altitude layer.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Battery (Wh)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Climb (m/s)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DEM: elevation of the ground in metres above sea level. With it, drones keep their altitude above the ground, and Z is metres above sea level. Without it, the ground is taken to be flat, and Z is metres above the launch site.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Descent (m/s)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction that the wind comes from, clockwise from the north of the plan&apos;s CRS: 90 is a wind from the east.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drone model</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endurance (min)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy of all batteries of the drone together. Empty: that of the drone model, reduced in proportion if a shorter Endurance is entered; with own figures the energy that a typical drone of 2 kg needs for this Endurance. It determines the field energy_wh; it hardly changes the plan.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the height above Terrain may deviate from the planned altitude between two waypoints. A smaller value makes more waypoints.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mass (kg)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reserve (%)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the battery that must be left after landing.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed along legs, relative to the air. Wind makes the ground speed higher or lower.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take-off mass with payload. It determines the energy for climbing. Empty: that of the drone model; with own figures a typical mass for the battery.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terrain</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tolerance of the height above ground</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vertical speed of climbing.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vertical speed of descending.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wind (m/s)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wind from (degrees)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wind speed at flight altitude. It is taken to be the same everywhere and all night.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>others</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>parameters</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>layers</source>
        <extracomment>algorithms/inputs/as_made.py, algorithms/inputs/parameters.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>One number for each layer of blind spots, in the same order, such as 3,1. The priorities of the layer are multiplied by it. Empty: all 1.</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority field</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field with the priority of each spot (0 or more). In a layer without this field every feature has priority 1.</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of the layers</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the drones are to visit, in one or more layers. They hover over points, follow lines and sweep polygons. Station exits, a riverside and blind spots can be in one plan. A field called name, or the fields name and near of Find blind spots, name the spots in the outputs.</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>layers have</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The longest time that something may go unseen. A visit closes what began up to this long before it.</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output of Score gaps. What the plan closes is then measured at all of these places, as Assess a plan measures it: also at places outside the blind spots that drones pass. Empty: the places in which the blind spots were found, if that layer is still there and the priorities are those of Find blind spots. Otherwise it is measured within the blind spots, with the priority of each spread evenly over it.</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End of the hours that count, in local time. It may be on the next day.</source>
        <extracomment>algorithms/inputs/closing.py, algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revisit interval (min)</source>
        <extracomment>algorithms/inputs/closing.py, algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start of the hours that count, in local time. If start and end are the same, all hours of the day count.</source>
        <extracomment>algorithms/inputs/closing.py, algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch ends</source>
        <extracomment>algorithms/inputs/closing.py, algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch starts</source>
        <extracomment>algorithms/inputs/closing.py, algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A feature of a demand layer adds demand to places within this distance: most at its own position, less further away.</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demand everywhere</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demand field of the places</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demand layers</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demand of every place, before demand layers are added. Empty: 1, or 0 if demand layers are given.</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demand range</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features that make places near them matter: station exits, a riverside, schools. Without demand layers all places matter the same. Beware of layers of recorded crime: patrols find crime where they go, so such a layer leads them to the same places again.</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One number for each demand layer, in the same order, such as 3,1. Empty: all 1.</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field of the places with the demand of each place itself (0 or more).</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of the demand layers</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A drone notices what is within this horizontal distance. Empty: half the Swath.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A patrol can notice something within this distance. It is measured from the centre of a cell, from a point, or from sample points along lines and in zones.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detection range field</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detection range of each unit in metres, for example if foot patrols and vehicles differ. Null: the value of Detection range.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detection time (s)</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detection time field</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detection time of each unit in seconds. Null: the value of Detection time.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legs that are slower do not count as patrol. 0: standing also counts, because a parked vehicle sees what is around it. Set 1 or 2 if receivers also report from empty vehicles.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean time in range until a patrol notices something. 0: at once. A patrol that stays exactly this long notices it with probability 63 %.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slowest speed that counts (km/h)</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed during outages (km/h)</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The highest speed of a unit while its receiver was silent. gap_low counts every pass that is possible at this speed. Empty: for each unit the 95th percentile of the speeds of its moving legs.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detection range</source>
        <extracomment>algorithms/inputs/detection.py, algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>outages</source>
        <extracomment>algorithms/inputs/fix_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>tracks</source>
        <extracomment>algorithms/inputs/fix_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Time zone</source>
        <extracomment>algorithms/inputs/fix_report.py, algorithms/inputs/fixes.py, algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A faster leg is an error of the receiver. The longest plausible sequence of fixes is kept; a fix that does not fit into it is rejected.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An outage whose ends lie within 50 m</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date field</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exports of patrol software may repeat a patrol for each member of the team, and members may carry a receiver each. The log names units with the same fixes, and units that move together (within 30 m). Count once: the unit whose name comes first stands for the others while it is with them (within 100 m); their fixes of that time are rejected.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixes or tracks</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPS fixes as points, or tracks as lines whose M values are epoch seconds.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a silence longer than this, the unit is taken to be off duty.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest outage (min)</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest silence that is still a leg (min)</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M values of tracks and epoch seconds are UTC, and do not depend on this. But some programs, such as Trajectools and MovingPandas, write local time as if it were UTC: choose the last option for their tracks.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Many receivers send nothing while they stand still. If yours do so, choose that the unit stayed: such a silence then counts as presence.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximum speed (km/h)</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only needed where times are misread or the log calls them a guess. A format such as dd/MM/yyyy HH:mm or %d/%m/%Y %H:%M; or &apos;day first&apos; or &apos;month first&apos;; or, for numbers, what they count: unix, unix ms, gps, fit, cocoa, 2000, .net, excel.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field that identifies who or what carried the receiver. Without it all fixes are taken as one unit. Use codes, not names of persons.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field with the date, where the time field holds only the time of day.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field with the time of each fix: a date-and-time field, text such as 2026-01-31 22:04:10, 31/01/2026 22:04 or 2026-01-31T22:04:10+08:00, or numbers such as epoch seconds. The format is recognised; the log says what was assumed. Empty: the start field of the layer&apos;s temporal properties if these are on, else its only date-and-time field, else its only text field of times. Not needed for tracks.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local time zone, as an IANA name such as Asia/Shanghai, Europe/Helsinki or America/New_York. It is the zone of the hours of the watch, and of times that do not give their own zone. Empty: as recorded in the input layer, if Blindspot made it; else the variable timezone of the model, the project or QGIS; else a guess from the position of the data, which is a warning in the log.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time format</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times without a zone are</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two fixes with at most this time between them are joined by a straight leg at constant speed. A longer silence is an outage: the unit is on patrol, but its position is unknown.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UTC</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit field</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units that record the same patrol</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>count each</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>count once</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the time zone</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the time zone, also M values and epoch seconds</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is an outage</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>means that the unit stayed</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time field</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drones</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drones at each launch site</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many flights each drone may make, each on a full battery.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Launch sites</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of drones in total. Each drone uses one launch site for the whole night, which the solver chooses.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points where drones take off and land. A field called name, if there is one, names the sites in the outputs.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorties per drone</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field with the number of drones at each site. The parameter Drones is then not used. Empty: the solver distributes the Drones over the sites.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time between sorties (min)</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time on the ground between landing and the next take-off, to swap the battery and check the drone.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>launch sites have</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Distance to no-fly zones</source>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least distance to no-fly zones</source>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No-fly zones</source>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>zones</source>
        <extracomment>algorithms/inputs/no_fly.py
----------
algorithms/patroleffort.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Close the gap over the watch</source>
        <extracomment>algorithms/inputs/objective.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the gap over the watch: the drones close as much of the gaps as they can, as Assess a plan measures it. Spots are visited again as often as it pays, and the planner chooses when each sortie takes off. Serve each spot once: the drones visit the spots that together have the highest priority, each of them once, from the start on.</source>
        <extracomment>algorithms/inputs/objective.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First take-off from</source>
        <extracomment>algorithms/inputs/objective.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last take-off until</source>
        <extracomment>algorithms/inputs/objective.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objective</source>
        <extracomment>algorithms/inputs/objective.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serve each spot once</source>
        <extracomment>algorithms/inputs/objective.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>numbers</source>
        <extracomment>algorithms/inputs/parameters.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Area of the grid</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cell size</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid type</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hexagon</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines and zones are scored at sample points with this distance between them. Their score is the mean of these points.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places to score (instead of a grid)</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places to score, if you do not want a grid: zones, stretches of street or riverside, station exits.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons that the grid covers: all cells whose centre is inside. Use the area that the patrols are responsible for. Without it, the grid covers only the surroundings of the fixes, and places further away are left out.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reach of the grid</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample spacing</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape of the cells.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Square</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The side of a square, or the width of a hexagon. Not used if places are given.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without an area, the grid has the cells within this distance of a cell with a fix, measured between cell centres.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A layer, table or raster that an algorithm of Blindspot made.</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result to repeat</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: the times and durations of a place are rounded, so that they do not show where single persons were at what time. The last pass is rounded down to a quarter of an hour or an hour if at least three units were there in that time, otherwise to the start of the watch day. Durations are rounded down to a quarter of an hour if at least three units saw the place in the period, otherwise to a day; time in range is in whole minutes. Where fewer than three units were there, the profile of the gap over the watch tells their passes only to a quarter of an hour, and is the same at all times where it would date one. On: exact times. The layer then contains data about persons.</source>
        <extracomment>algorithms/inputs/seconds.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times to the second</source>
        <extracomment>algorithms/inputs/seconds.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blind spots are made of the fewest places that together hold this share of the total priority.</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance within which points are one spot</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest area (m2)</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least area (m2)</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least gap</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places with a smaller gap are never part of a blind spot, even if their demand is high.</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the priority (%)</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller spots are left out, and counted in the log.</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: the solver stops at the time limit. Otherwise it makes exactly this number of steps, however long that takes; the same Seed then gives the same plan.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Altitude layers</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built in</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date and time before which no drone takes off. The plan is for the watch that contains it, or for the next one. If each spot is served once, the first drones take off at this time. With a start, the outputs have dates and times. Empty: their times are seconds from the start of the watch (from the first take-off if each spot is served once), and the fields start and end are null.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance between drones</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height between layers</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hovering time (s)</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long a drone hovers above each point.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest range</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximum straight-line distance between a drone and its launch site at any time, for example the range of the radio link or of visual line of sight.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minimum horizontal distance between two drones in the air that are not a layer apart in height. Where layers do not separate two drones, one of them takes off later.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minimum time between take-offs and landings of different drones at one launch site, where all of them climb and descend at the same place. Launch sites closer to each other than Distance between drones count as one. 0: no such time; drones there are separated by their height alone.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of altitudes. The drones are assigned to them in turn, so that their routes may cross. The lowest one is Altitude above ground. 1: all drones fly at the same altitude, and only later take-offs separate them.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed of the solver&apos;s random choices.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solver</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swath</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The solver that searches for the plan. Automatic uses the one that was best in measurements, which is the built-in solver.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time between movements at a launch site (s)</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time to search for a plan (s)</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone of the start, unless it names one itself, and of the hours of the watch: an IANA name such as Asia/Shanghai. Empty: as recorded in the input layer, if Blindspot made it; else the variable timezone of the model, the project or QGIS; else a guess from the position of the data, which is a warning in the log.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vertical distance from one altitude layer to the next. It should be more than the altitude error of your drones. 0: all drones fly at the same altitude.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of corridors along lines</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of the strip on the ground that the drone sees: the distance between the lines of a sweep.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of the strip that each line represents, such as a riverside of 150 m. A strip wider than the Swath is flown in parallel lines. Empty: each line is followed once.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <extracomment>algorithms/inputs/task.py, algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days on which the watch begins, such as Mon-Fri or Sat,Sun. Empty: every day.</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period end (UTC)</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period ends</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period start (UTC)</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period starts</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The longest time that something may go unseen. If it is seen later than this, that counts as a failure.</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone of the watch</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watches that the data cover in part</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weekdays</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether anybody patrolled before the first and after the last fix of all units is unknown. Cut to the data: moments whose revisit interval reaches outside the data are left out. Count as unpatrolled: only if you know that there were no patrols at these times. Nights without a fix between the first and the last fix count in either case.</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>are cut to the data</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>count as unpatrolled where there are no data</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The places with the fields: place_id, demand, gap_before and gap_after (0 to 1), gain (demand x
(gap_before - gap_after)), gain_low (the gain that remains even if units were at the place wherever that is possible
during their outages), priority_before and priority_after (demand x gap), visits_before and visits_after (in the period,
at any hour), drone_visits and drone_min (visits by drones in the period, and their minutes in range),
worst_gap_before_s and worst_gap_after_s (longest time without a pass, in seconds), why, watch_visits_before and
watch_visits_after (visits that were in the watch for any of their time), nights_seen_before and nights_seen_after
(nights in which a unit or drone was in range in the watch). Times and durations are rounded so that they do not
follow single persons (see Times to the second); those of drones are exact. gain_low, drone_visits and drone_min are
null if no drone routes are given. The fields of your own places come first.</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>rows have</source>
        <extracomment>algorithms/outputs/layers.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The places with the fields: place_id, demand, gap_before (0 to 1, without drones), gap_after (0 to 1, with the nights flown as a rotation over the period), gain (demand x (gap_before - gap_after)), priority_before and priority_after (demand x gap), drone_nights (in how many of the nights a drone visits the place), visit_probability (only if nights are drawn at random: the probability that a night visits the place; else null). The fields of your own places come first.</source>
        <extracomment>algorithms/outputs/nights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>watches</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sorties serve</source>
        <extracomment>algorithms/outputs/nights_report.py, algorithms/planroutes.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>spots, or parts of spots, are</source>
        <extracomment>algorithms/outputs/nights_report.py, algorithms/planroutes.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A table without geometry: a row for each place in each night of the period, also for nights without a pass.
Fields: place_id, night (the local date on which the watch begins), passes (visits in the watch of that night; a visit
that lasts into the next night counts in both), dwell_s (seconds in range in the watch of that night, summed over
units), first_pass and last_pass (when a unit was first and last in range in the watch of that night, UTC; rounded down
to a quarter of an hour or an hour, null if fewer than three units were there in that time: see Times to the second),
gap (0 to 1, of the moments of that night; null where the night has none; where fewer than three units came, the time in
which a start is seen is rounded to about a quarter of an hour), watch_hours (how many hours of starting moments the gap
is computed from). The mean of gap, weighted by watch_hours, is the gap of the place if Times to the second is on,
otherwise within about a quarter of an hour a night of it.</source>
        <extracomment>algorithms/outputs/place_nights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nights of each place</source>
        <extracomment>algorithms/outputs/place_nights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made by</source>
        <extracomment>algorithms/outputs/report.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A patrol can notice something within this distance. Used only for the field within_range.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance between the points at which within_range is estimated. In small cells it is less.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours, in and outside the places</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kilometres, in and outside the places</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: first_seen and last_seen are rounded, so that they do not show where single persons were at what time: down to a quarter of an hour or an hour if at least three units were in the cell or zone in that time, otherwise to the start of the day (the local calendar day, or with a watch, from one start of the watch to the next). On: exact times. The layer then contains data about persons. Hours and kilometres are exact in both cases.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patrol effort</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons in which to measure the effort, if you do not want a grid: beats, districts, parks.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zones (instead of a grid)</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>density</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>distance</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>visits</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patrol effort (hours, kilometres, visits)</source>
        <extracomment>algorithms/catalogue.py, algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All cells or zones, also those without any effort, with the fields: place_id (a cell has the same id in
every month), hours and km (summed over units), visits (unbroken stays of a unit), units (how many different ones), days
(local calendar days with a visit), first_seen and last_seen (UTC; rounded down so that they do not follow single
persons, see Times to the second), within_range (0 to 1). The fields of your own zones come first. No unit is named. But
where units is 1, hours, km, visits and days are those of one person or crew: they tell on which days, for how long and
how fast, though not at what time. Publish larger cells or zones, or leave out those with one or two units.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>effort</source>
        <extracomment>algorithms/patroleffort.py, algorithms/scoregaps.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grid</source>
        <extracomment>algorithms/patroleffort.py, algorithms/scoregaps.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hexagon</source>
        <extracomment>algorithms/patroleffort.py, algorithms/scoregaps.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Where and when should the drones fly tonight, tomorrow, and all week? Each night is planned as in Plan drone routes: its sorties close as much of the gap over the watch as they can. Then the next night is planned, with what the nights before it leave. Patrols are assumed to continue as in the period.&lt;/p&gt; &lt;p&gt;&lt;b&gt;The nights are a rotation.&lt;/b&gt; For the score, the plan of night 1 is flown in the first watch of the period, the plan of night 2 in the next watch, and so on; after the last night the rotation starts again. Each plan is made for the gaps of those watches in which it is flown. PRIORITY_AFTER is computed from the gaps that all this would have given, and CLOSED_PRIORITY is what the drones close. So both count only the gain of visiting a place every so many nights. The period should have at least as many watches as there are nights.&lt;/p&gt; &lt;p&gt;&lt;b&gt;What a place counts after a visit&lt;/b&gt; is a choice between the highest gain and a fair distribution. A gap is a mean over all nights, so the highest mean gain may come from flying the same best plan every night. But then the flights are soon known to everybody, and other places never see a drone. So a place counts less in later nights, the more of its gap a night has closed. After a night that closed all of it, the place keeps this weight of its priority; after one that closed 30 %, it loses three tenths as much (it keeps 70 % with a weight of 0, 85 % with 0.5). The factors of several nights multiply. 1: drones go where the gain is highest, even if that is the same every night. 0: places whose gaps have been closed in full are left out while there are others; when there are none left, earlier nights no longer count.&lt;/p&gt; &lt;p&gt;&lt;b&gt;If the objective is to serve each spot once&lt;/b&gt;, gaps are scored again as if all nights so far had been flown, and a place that drones have served or flown over keeps this weight of its priority after each such night. Flights begin one revisit interval after the watch begins, or at the time of day of the given first night.&lt;/p&gt; &lt;p&gt;Blind spots are found only among the places that drones can reach. The others are left out, and the log gives their number. The first night shows which spots cannot be visited, and why; these are not tried again.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Draw the nights at random.&lt;/b&gt; A rotation can be learned by observation. With this option, several different plans are made, each for the gaps of all watches. Each plan gets a probability, so that the place that is least likely to be visited in a night has the highest possible probability of a visit. A place is visited by a plan that comes within the drones&apos; range. Then a plan is drawn for each night. The least entropy keeps the draw from being certain. Only places in blind spots (those found before any flight) that at least one plan visits are considered; the lowest probability among them is LEAST_PROBABILITY. If several mixtures of plans are equally good, the one that visits the most priority is used. The same seed draws the same nights: choose your own seed, write it down, and keep it secret.&lt;/p&gt; &lt;p&gt;Night 1 is the first watch after the period; if a first night is given, it is the first watch from that date on. The planner chooses when each sortie takes off, from the start of the watch to one revisit interval after its end. The time to search is for each plan.&lt;/p&gt; &lt;p&gt;A plan is a proposal. The operator is responsible for permission, current airspace restrictions, obstacles and weather.&lt;/p&gt;</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blind spots of each night</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw the nights at random</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entropy of the draw (nats)</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First night</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How uncertain the draw must be, if nights are drawn at random. 0: a single plan may be certain, if that is best for the least likely place. 1: all plans are equally likely. In between: with n different plans, no plan has a probability above (1 / n) to the power of this value.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least entropy of the draw</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least probability of a visit in a night, of places in blind spots that plans visit</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes several plans and draws one of them for each night. Then nobody can predict where the drones go, or rely on a place to be without drones.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nights</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of nights to plan.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of plans, if nights are drawn at random. With more plans more places can be visited, but each of them is less likely.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One line (LineStringZM) for each sortie, from take-off to landing. Fields: drone and sortie (numbers from 1), launch_site (its name), start and end (dates and times, UTC; null if no start is given), duration_s (seconds in the air), distance_m (metres flown, with climb and descent), energy_wh (Wh used), priority (that the sortie closes, where what several close together is shared; if each spot is served once, that it serves), z_ref (what Z is measured from: AMSL or launch site), altitude_m (metres above the ground, of its altitude layer), left_pct (% of the battery left after landing), swath_m (the Swath it was planned with), spots (names of the spots it visits, in the order of flight; the first few). Z is metres above sea level with a terrain raster, else metres above the launch site. M is in seconds: since 1970 (UTC) if a start is given, else from the start of the watch, or from the first take-off if each spot is served once. The layer starts with three more fields: night (from 1), plan (the plan flown in this night: its own, or the one drawn for it if nights are drawn at random) and probability (if nights are drawn: the probability of this plan in the draw; else null). A priority is as it counted when the plan was made, with the weight of places after earlier nights. Here times are never null.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One point for each spot that is not visited, or not completely, and for each reason. Fields: spot_id, priority (of the part that is not visited), reason, spot_name (the name of the spot, or what it is near to). The points have no Z and no M. Inside a no-fly zone is also what is nearer to one than the distances to no-fly zones allow. Larger than all batteries together: of a very large spot, only the part nearest to the launch sites is planned for. The layer starts with three more fields: night (from 1), plan (the plan flown in this night: its own, or the one drawn for it if nights are drawn at random) and probability (if nights are drawn: the probability of this plan in the draw; else null). A priority is as it counted when the plan was made, with the weight of places after earlier nights. Here times are never null.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places that drones visit in at least one night</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plans to draw from</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority that all nights close</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed used</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The blind spots that each night was planned for. Fields: spot_id (night and rank, as in Waypoints and in the layer of spots that are not visited), rank (1 has the highest priority of that night), priority (as it counted in that night, with the weight of places after a visit), served (how much of this priority the plan serves; null if gaps are closed over the watch), gap (mean of its places, in the watches of that night; if each spot is served once, in all watches, with the earlier nights flown), area_m2, places (how many), near and near_m (the nearest named feature of the demand layers, and its distance in metres), name (of the spot&apos;s places), visits (how many sorties visit it), times (local times of day of the visits; the first few), gap_after (the gap that is then expected in the watches of that night) and closed (how much of the priority the plan closes). The last four are null if each spot is served once. The layer starts with three more fields: night (from 1), plan (the plan flown in this night: its own, or the one drawn for it if nights are drawn at random) and probability (if nights are drawn: the probability of this plan in the draw; else null). A priority is as it counted when the plan was made, with the weight of places after earlier nights. Here times are never null.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first night is the first watch from this date and time on. If the time of day is in the watch, no drone takes off before it in any night; else it has no effect. Empty: the first watch after the period. If each spot is served once, the first drones take off at this time of day; empty: one revisit interval after the watch begins (at most half of the watch), because a drone notices only what began within the revisit interval before it comes.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of its priority that a place keeps after an earlier night that closed its gap in full. If the night closed a part of the gap, that part of the reduction applies. 1: go where the gain is highest, even if that is the same every night. 0: a place whose gap was closed in full is left out while there are others; one that was closed by 30 % keeps 70 %. If each spot is served once, a visit counts as closed in full.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vertices of the routes (PointZM) in the order of flight. Fields: drone, sortie, seq (from 1 in each sortie), action (takeoff, fly, hover, follow_start, follow, follow_end, sweep_start, sweep, sweep_end or land), arrive and leave (dates and times, UTC; null if no start is given), arrive_s and leave_s (the same in seconds from the start of the watch, or from the first take-off if each spot is served once), alt_agl_m (metres above the ground), alt_amsl_m (metres above sea level; null without a terrain raster), speed_ms (ground speed in m/s on the way to the waypoint; vertical speed where the drone goes straight up or down), spot_id (the spot that is visited here, else null; spots that practically coincide are visited together, with semicolons between their ids), spot_name (its name, or what it is near to). Z is metres above sea level with a terrain raster, else metres above the launch site. M is in seconds: since 1970 (UTC) if a start is given, else from the start of the watch, or from the first take-off if each spot is served once. M is the arrival time. The layer starts with three more fields: night (from 1), plan (the plan flown in this night: its own, or the one drawn for it if nights are drawn at random) and probability (if nights are drawn: the probability of this plan in the draw; else null). A priority is as it counted when the plan was made, with the weight of places after earlier nights. Here times are never null.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total priority with all nights flown</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total priority without drones</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a place counts after a visit</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rolling</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rotation</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unpredictable</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>week</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>6 Plan many nights</source>
        <extracomment>algorithms/catalogue.py, algorithms/plannights.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spots that are not visited</source>
        <extracomment>algorithms/plannights.py, algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waypoints</source>
        <extracomment>algorithms/plannights.py, algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routes</source>
        <extracomment>algorithms/plannights.py, algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Where and when should the drones fly, so that they close the most of the gaps? The planner uses all drones, all batteries and all hours of the watch.&lt;/p&gt; &lt;p&gt;A visit &lt;b&gt;closes&lt;/b&gt; what began up to one revisit interval before it, because it is noticed in time. So a spot may be worth several visits, and a visit soon after another one closes little. The planner chooses the stops of each sortie, their order, and when the sortie takes off: from the start of the watch until one revisit interval after its end. CLOSED_PRIORITY is the priority that the plan closes, as Assess a plan measures it. SHARE_CLOSED is its share of the priority of all scored places (&lt;b&gt;Scored places&lt;/b&gt;), or of the spots where these are not given; TOTAL_PRIORITY is that of the spots alone. When in the watch the gap of a spot is open comes from Score gaps, by way of Find blind spots (gap_profile). Without that, the gap is taken to be the same at all hours.&lt;/p&gt; &lt;p&gt;With &lt;b&gt;Serve each spot once&lt;/b&gt; as the objective, the drones visit the spots that together have the highest priority, each once. &quot;Served&quot; means visited once; it does not mean that the gap is closed.&lt;/p&gt; &lt;p&gt;Drones hover over points, follow lines and sweep polygons. Every sortie starts and ends at its launch site. It is flown on one battery, with the reserve left after landing, and it goes around no-fly zones. Time and energy include wind, climb, descent and hovering.&lt;/p&gt; &lt;p&gt;Drones are separated by altitude layers. Where these do not separate them, the later drone waits (&lt;b&gt;Distance between drones&lt;/b&gt;). At a launch site, a time passes between take-offs and landings (&lt;b&gt;Time between movements at a launch site&lt;/b&gt;).&lt;/p&gt; &lt;p&gt;Spots that no drone visits are in a layer of their own, with the reason. &lt;b&gt;Where more drones stop paying&lt;/b&gt;: the log says what one more sortie for each drone, and one more drone, would close. UPPER_BOUND says how much better a plan could be at most: visits to these stops, in the ways considered here, cannot close (or serve) more. It includes what this plan closes in passing, between its stops.&lt;/p&gt; &lt;p&gt;For a first run, give blind spots, launch sites and no-fly zones. Then set the endurance and speed of your own drones, and how many sorties each may fly.&lt;/p&gt; &lt;p&gt;A plan is a proposal. The operator is responsible for permission, current airspace restrictions, obstacles and weather.&lt;/p&gt;</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes in the air</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One line (LineStringZM) for each sortie, from take-off to landing. Fields: drone and sortie (numbers from 1), launch_site (its name), start and end (dates and times, UTC; null if no start is given), duration_s (seconds in the air), distance_m (metres flown, with climb and descent), energy_wh (Wh used), priority (that the sortie closes, where what several close together is shared; if each spot is served once, that it serves), z_ref (what Z is measured from: AMSL or launch site), altitude_m (metres above the ground, of its altitude layer), left_pct (% of the battery left after landing), swath_m (the Swath it was planned with), spots (names of the spots it visits, in the order of flight; the first few). Z is metres above sea level with a terrain raster, else metres above the launch site. M is in seconds: since 1970 (UTC) if a start is given, else from the start of the watch, or from the first take-off if each spot is served once.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One point for each spot that is not visited, or not completely, and for each reason. Fields: spot_id, priority (of the part that is not visited), reason, spot_name (the name of the spot, or what it is near to). The points have no Z and no M. Inside a no-fly zone is also what is nearer to one than the distances to no-fly zones allow. Larger than all batteries together: of a very large spot, only the part nearest to the launch sites is planned for.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority closed over the watch</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority of all spots</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority served (if each spot is served once)</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the priority closed (%): of scored places if given, else of spots</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spots and their visits</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The blind spots with their visits; not written if each spot is served once. Fields: spot_id, spot_name, visits (how many sorties visit it), times (local times of day of the visits; the first few), first_visit (date and time, UTC; null if no start is given), gap_before and gap_after (mean gap of the spot without and with the drones; null where the blind spots have no field gap), closed (the priority that is closed), priority (of the spot). Points on the spots, if these are of several kinds (points, lines, polygons).</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vertices of the routes (PointZM) in the order of flight. Fields: drone, sortie, seq (from 1 in each sortie), action (takeoff, fly, hover, follow_start, follow, follow_end, sweep_start, sweep, sweep_end or land), arrive and leave (dates and times, UTC; null if no start is given), arrive_s and leave_s (the same in seconds from the start of the watch, or from the first take-off if each spot is served once), alt_agl_m (metres above the ground), alt_amsl_m (metres above sea level; null without a terrain raster), speed_ms (ground speed in m/s on the way to the waypoint; vertical speed where the drone goes straight up or down), spot_id (the spot that is visited here, else null; spots that practically coincide are visited together, with semicolons between their ids), spot_name (its name, or what it is near to). Z is metres above sea level with a terrain raster, else metres above the launch site. M is in seconds: since 1970 (UTC) if a start is given, else from the start of the watch, or from the first take-off if each spot is served once. M is the arrival time.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper bound of the priority closed (or served) by visits to these stops</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>battery</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>blind spots give</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>mission</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>orienteering</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>route</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>spots practically coincide with others</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stops</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>uas</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wind</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 Plan drone routes</source>
        <extracomment>algorithms/catalogue.py, algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of the solver</source>
        <extracomment>algorithms/inputs/task.py, algorithms/planroutes.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no-fly</source>
        <extracomment>algorithms/planroutes.py, algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>survey</source>
        <extracomment>algorithms/planroutes.py, algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sweep</source>
        <extracomment>algorithms/planroutes.py, algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Makes clean tracks from GPS fixes. Rejected fixes are kept in a layer of their own.&lt;/p&gt; &lt;p&gt;The fixes of each unit are sorted by time. Exact repeats are rejected, and so is a fix that the unit could not have reached at the &lt;b&gt;Maximum speed&lt;/b&gt;: the outlier itself, not the good fix after it. Fixes far from all others in time, and positions that are no measurements, such as (0, 0) or a wrong sign, are rejected with a reason of their own. Where times are cut to minutes or seconds, the fixes that share one are spread within it, in the order of the rows.&lt;/p&gt; &lt;p&gt;A silence ends the track if it is longer than the &lt;b&gt;Longest silence that is still a leg&lt;/b&gt;. Up to the &lt;b&gt;Longest outage&lt;/b&gt; it is an outage: the unit is on patrol, but its position is unknown. In a longer silence the unit is off duty. The track also ends where a unit jumps to another location and stays there.&lt;/p&gt; &lt;p&gt;No row is lost: every row of the input is either a vertex of a track or a point in the layer of rejected fixes, with the reason; the log says what to do. The M values of the tracks are epoch seconds (UTC). So the temporal controller can animate the tracks, and all other Blindspot algorithms can read them. Write them as gpkg, fgb or shp: most other formats lose M.&lt;/p&gt;</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy field (m)</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixes kept</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixes rejected</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixes with a worse accuracy (a larger number) are rejected. Needs the accuracy field. Empty: all fixes are kept.</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines from the last fix before an outage to the first fix after it.</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines with epoch seconds (UTC) in M. Fields: track_id, unit, start, end, fixes (how many), distance_m, duration_s. distance_m leaves out the scatter of the positions, most of it while a unit stands still, so it can be less than the length of the line. A single fix becomes a track with two equal vertices.</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No track could be made: every fix was rejected. The layer of rejected fixes gives the reasons.</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outages</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected fixes</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field with the accuracy of each fix in metres, as the receiver reports it.</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rejected rows as points, in the CRS of the input. Fields: source_id, unit, time, reason.</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worst accuracy to keep</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clean</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gpx</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>movement</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points to path</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trajectory</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 Prepare tracks</source>
        <extracomment>algorithms/catalogue.py, algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracks</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gps</source>
        <extracomment>algorithms/preparetracks.py, algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blindspot&apos;s algorithm {} cannot be loaded: {}</source>
        <extracomment>algorithms/provider.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blindspot: what patrols miss, and drone routes to it</source>
        <extracomment>algorithms/provider.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Is this result what its inputs give? Takes a result that Blindspot made, runs the same algorithm again with the same parameters on the same inputs, and compares. Everything it needs is in the record that the result carries.&lt;/p&gt; &lt;p&gt;The inputs are looked for where they were relative to the result, so a folder can be moved or handed to somebody else as a whole; then at their old path; then in the folder of the result. Inputs without a file, such as temporary layers, must still be in the project.&lt;/p&gt; &lt;p&gt;AGREES is 1 if all features are the same, in any order, or if they differ by less than a billionth of their values, which another machine or another version of a library may cause; the log says which of the two. Otherwise AGREES is 0, and the log says how many features differ, in which fields, and by how much at most. It also says which inputs are no longer as they were, whether the result itself was edited after it was made, and with which versions it was made and repeated. If only the inputs have changed, the result is not wrong, but out of date.&lt;/p&gt; &lt;p&gt;A plan that was limited by time is repeated with the same steps of the search, so it agrees as well. On a slower computer that takes longer than the time limit.&lt;/p&gt; &lt;p&gt;A run on selected features cannot be repeated, because a selection is not recorded. Of an algorithm with several outputs, only the one that is given is made again.&lt;/p&gt;</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features (or pixels) of one that the other does not have</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features (or pixels) of the result that is given</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs that are not as they were</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster made again</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result made again</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The features of either layer that the other does not have. The field origin is given for those of the result, and again for those of the repeated run; the other fields are those that both have.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer or table that the repeated run gives, to compare it on the map.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same, where a raster is given.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the result agrees with the repeated run (1) or not (0)</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>audit</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>pixels</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>provenance</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reproduce</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reproducible</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rerun</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verify</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat a run (is the result reproducible?)</source>
        <extracomment>algorithms/catalogue.py, algorithms/repeatrun.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;How likely is it that something happens at a place and no patrol notices it in time?&lt;/p&gt; &lt;p&gt;The &lt;b&gt;gap&lt;/b&gt; of a place is the probability that a condition that starts at a random moment of the watch goes unseen for the revisit interval. 0: it is always seen in time; 1: never. The gap is computed exactly from the tracks, for the cells of a grid or for your own places. It can be compared between cities and months, because it is a probability and is never rescaled.&lt;/p&gt; &lt;p&gt;&lt;b&gt;priority&lt;/b&gt; = demand x gap. &lt;b&gt;why&lt;/b&gt; explains the score in a sentence: what the watch saw, and then what other hours saw. visits, dwell_s and last_seen count all hours; watch_visits, watch_dwell_s and nights_seen count the watch alone, as the gap does. Idleness is measured in wall-clock time over the whole period that the data cover, day and night: &lt;b&gt;mean_idle_s&lt;/b&gt; is the time since the last pass, averaged over the period, and &lt;b&gt;worst_gap_s&lt;/b&gt; is the longest time without a pass. Intervals at the start or end of the period may really be longer; why then says &quot;at least&quot;.&lt;/p&gt; &lt;p&gt;For a first run, give the fixes, the unit field and the area that the patrols are responsible for; the log says which time field and time zone were assumed. Then add demand layers.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Unknown is not unpatrolled.&lt;/b&gt; gap counts only what the fixes show. While a receiver was silent (an outage), its unit may have been anywhere within reach at the &lt;b&gt;Speed during outages&lt;/b&gt;. In a night without any fix, all units may have been anywhere. &lt;b&gt;gap_low&lt;/b&gt; takes this into account. It is a lower bound for each place, not a map of what happened, because a unit cannot have been everywhere at once. Where gap and gap_low differ much, repair the receivers before you blame the patrols.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Where data end is not where patrols end.&lt;/b&gt; Moments whose revisit interval reaches before the first or after the last fix are left out, and the log gives their hours and dates. To count them as unpatrolled, use the advanced parameter &lt;b&gt;Watches that the data cover in part&lt;/b&gt;.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Standing counts.&lt;/b&gt; A parked vehicle sees what is around it, so its car park has a small gap. The whole stay is one visit, even if the receiver was silent for some of it, and why calls it a long stay. To exclude standing, set the &lt;b&gt;Slowest speed that counts&lt;/b&gt;, or filter the input if you know which vehicles were empty.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Places, not persons.&lt;/b&gt; The exact time of the last pass, cell by cell, is the path of an officer. So last_seen is rounded down to a quarter of an hour or an hour if at least three units were at the place in that time, otherwise to the start of the day of the watch (from one start of the watch to the next). worst_gap_s and mean_idle_s are rounded down as well, because the time of a pass can be computed from them, and so are the times in why. &lt;b&gt;gap_profile&lt;/b&gt; shows when in the watch a place is usually seen. Where fewer than three units saw the place, it tells a pass only to the quarter of an hour. Where they did so in fewer than three nights, it would date a pass, so it is the same at all times. gap and priority are exact. In a place with few passes even the gap depends on when they were: do not publish such a map for a single unit.&lt;/p&gt;</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep width at the median speed (m)</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total priority</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>idleness</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revisit</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>visibility</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 Score gaps</source>
        <extracomment>algorithms/catalogue.py, algorithms/scoregaps.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The places with the fields: place_id (a cell has the same id in every month), demand, gap (0 to 1),
gap_low (lowest possible gap, if units were at the place while their receivers were silent), priority (demand x gap),
visits (in the period, at any hour), dwell_s (seconds in range at any hour, summed over units), last_seen (UTC),
mean_idle_s (mean time since the last pass, in seconds), worst_gap_s (longest time without a pass, in seconds), why; and
of the watch alone: watch_visits (visits that were in the watch for any of their time), watch_dwell_s (seconds in range
in the watch), nights_seen (nights in which a unit was in range in the watch), gap_profile (when in the watch the gap is
open: a list of the gap in each quarter of an hour of the watch, in each half hour if the watch is longer than 12 h, for
the planning of drone routes). Times and durations are rounded so that they do not follow single persons (see Times to
the second). If a demand layer has a field called name: near
(the nearest named feature within the demand range, null where there is none) and near_m (its distance in metres, from
the centre of a cell). The fields of your own places come first.</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;How certain is each blind spot? Positions have errors of a few metres, the detection range and the right revisit interval are not known exactly, and the position of the grid is arbitrary. This algorithm scores the gaps and finds the spots many times with such changes, and counts how often each spot is &lt;b&gt;found again&lt;/b&gt;. A spot is found again if the spots of a repeat cover enough of it (&lt;b&gt;Share that must be found again&lt;/b&gt;). Parameters that are left empty are taken from the record of the blind spots. The log gives the number of spots that are not found with these parameters at all.&lt;/p&gt; &lt;p&gt;&lt;b&gt;stability&lt;/b&gt; is the share of the repeats in which the spot is found again. In each repeat, every fix is moved within its accuracy. The detection ranges (of all units together) and the revisit interval are multiplied by independent random numbers from 0.75 to 1.25. A grid is moved by up to half a cell in x and y; your own places are not moved.&lt;/p&gt; &lt;p&gt;Fixes are moved like real errors of receivers: by about their accuracy, and by similar amounts from one fix to the next, so that a track moves as a whole. The fixes of the cleaned tracks are moved; they are not read or cleaned again.&lt;/p&gt; &lt;p&gt;&lt;b&gt;matters_most&lt;/b&gt; is the setting that alone loses most of the spot. To find it, each setting is also varied while the others stay as given, about a quarter as often as there are repeats. lost_accuracy, lost_range, lost_revisit and lost_grid are the mean shares that are lost. If a spot depends most on the detection range, measure this range better before you send a drone. The same seed gives the same result.&lt;/p&gt; &lt;p&gt;Each repeat takes as long as Score gaps and Find blind spots together, without reading and writing layers. 20 repeats need 45 such runs in total.&lt;/p&gt;</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy field</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy of the fixes</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blind spots of stability 0.8 or more</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean stability</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minimum share of a spot&apos;s area, length or points that the spots of a repeat must cover, so that the spot counts as found. Of a spot that stands for several points, all of these count.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of runs in which all settings are varied together.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radius around a fix that contains the true position with probability 68 %. Used for fixes without a value of their own. 0: positions are exact.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeats</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share that must be found again (%)</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field with the accuracy of each fix in metres. For null, 0 or less, Accuracy of the fixes is used.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output of Find blind spots. Parameters that are left empty are taken from its record.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same result.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accuracy</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>confidence</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>monte carlo</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>robust</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sensitivity</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uncertainty</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spots with their own fields, followed by: stability (0 to 1), found (number of repeats in which the
spot is found), repeats, matters_most (position accuracy, detection range, revisit interval or grid position; empty if
no setting alone loses 5 % of the spot), lost_accuracy, lost_range, lost_revisit, lost_grid (mean share of the spot that
is lost if only this setting varies; lost_grid is null without a grid).</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stability of blind spots</source>
        <extracomment>algorithms/catalogue.py, algorithms/spotstability.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Finds a short path that sees all of an area.&lt;/p&gt; &lt;p&gt;Polygons are swept in parallel lines, in the direction or directions that give the shortest path. Lines are followed; where the width of corridors is more than the Swath, they are swept in parallel lines too. Paths stay inside their polygon and outside no-fly zones. An area that a zone cuts into pieces gets several parts, each with its own path.&lt;/p&gt; &lt;p&gt;&lt;b&gt;coverage&lt;/b&gt; is the share of the area that is within half a Swath of the path. The target is at least 0.995: the last small pieces in corners would make the path much longer. &lt;b&gt;bound_m&lt;/b&gt; is a lower bound of the path length. So &lt;b&gt;over_bound&lt;/b&gt; shows how much shorter a better path could be at most. About 1.1 is good; narrow or irregular areas have higher values.&lt;/p&gt; &lt;p&gt;You do not need this algorithm to plan flights: Plan drone routes sweeps polygons itself, and takes batteries, wind and launch sites into account. Use this one if you want only the paths, or to see the effect of Swath and direction.&lt;/p&gt; &lt;p&gt;A path is a proposal. The operator is responsible for permission, obstacles and weather.&lt;/p&gt;</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Areas</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Areas swept</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clockwise from the north of the output&apos;s CRS: with 90 the lines over polygons run from west to east. Corridors always follow their line. Empty: the best direction for each polygon, or for each piece of it.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction of all lines (degrees)</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metres of all paths</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not covered</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons to sweep, or lines to follow. Holes of polygons are not swept. Each part of a multi-part feature gets its own path.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share seen of all that lies outside of no-fly zones</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep paths</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The areas that the paths do not see (MultiPolygon), one feature for each area and reason. Fields: area_id, area_m2, reason (inside a no-fly zone, which includes small pieces that zones cut off; or farther than half a swath from the path).</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>areas lie</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>boustrophedon</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>corridor</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lawnmower</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep areas</source>
        <extracomment>algorithms/catalogue.py, algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One line (LineString) for each part of an area. An area, or a line to follow, that no-fly zones cut has several parts. Fields: area_id (the field spot_id of the input, if there is one, else the feature id), part (from 1 in each area), length_m (metres of the path), turns (bends of more than 15 degrees), coverage (share of the part that is seen, 0 to 1), area_m2 (of the part; for a line, of its strip), bound_m (lower bound in metres: no path for this part is shorter), over_bound (length_m / bound_m; null where bound_m is 0). Where a whole part is seen from one position, the path is a line of a hundredth of the Swath there, so that QGIS can draw it and Plan drone routes accepts it.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>launch sites are</source>
        <extracomment>engine/airspace/airspace.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Places that gain most</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places that lose most</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places that stay worst</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>features</source>
        <extracomment>algorithms/inputs/not_as_made.py, algorithms/outputs/agreement.py, algorithms/repeatrun.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>places</source>
        <extracomment>algorithms/outputs/nights_report.py, engine/places/twins.py, engine/score/gap_profiles.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>drones</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more sorties</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sorties</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sorties close</source>
        <extracomment>algorithms/outputs/nights_report.py, engine/plan/closing_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>spots</source>
        <extracomment>algorithms/findblindspots.py, algorithms/planroutes.py, engine/plan/closing_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>spots are</source>
        <extracomment>engine/plan/sound_plan.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source> and {more:,} more</source>
        <extracomment>engine/text.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FILETIME of Windows (100 ns since 1601)</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Julian days</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days of Excel (since 1899-12-30)</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days of Excel in its 1904 date system</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days of MATLAB (since the year 0)</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>modified Julian days</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ticks of .NET (100 ns since the year 1)</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>days</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>nights</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fixes were</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more units</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rejected fixes lie</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>times</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unit names have</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fixes lie</source>
        <extracomment>engine/tracks/contradiction_report.py, engine/tracks/stray_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fixes</source>
        <extracomment>algorithms/inputs/fix_report.py, engine/tracks/contradiction_report.py, engine/tracks/stray_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>units</source>
        <extracomment>algorithms/inputs/field_values.py, algorithms/inputs/fix_report.py, engine/tracks/contradiction_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fixes are</source>
        <extracomment>engine/tracks/time_span.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>collections</source>
        <extracomment>layers/features.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>features are</source>
        <extracomment>layers/features.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>features lie</source>
        <extracomment>layers/features.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>invalid geometries were</source>
        <extracomment>layers/features.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>features have</source>
        <extracomment>algorithms/inputs/blind_spots.py, layers/features.py, layers/flight_plan.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Blindspot&apos;s algorithms cannot be loaded: {}</source>
        <extracomment>plugin.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blindspot&apos;s menu cannot be loaded: {}</source>
        <extracomment>plugin.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the simulated sample city</source>
        <extracomment>ui/menu.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the algorithms in the Processing toolbox</source>
        <extracomment>ui/menu.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The simulated city is in {}. Its nights are in the time zone {}.</source>
        <extracomment>ui/menu.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The simulated sample city could not be copied: {}</source>
        <extracomment>ui/menu.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two weeks of simulated night patrols in an invented city, to try Blindspot with</source>
        <extracomment>ui/menu.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Districts (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Launch sites (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No-fly zones (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patrol fixes (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>River (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Riverside (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated city</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated. Times are UTC; the city&apos;s zone is {}.</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Station exits (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Streets (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Truth: exits nobody patrols (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Truth: riverside nobody patrols (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
