-- How many readers used two items both: what `npx tailorbird vectors` trains from, without a row of any reader. An item with itself says
-- how many used it. The same as `npx tailorbird sql --for pairs`, for whoever has dbt.
with uses as (
  select distinct {{ var("unit", "unit") }} as unit, {{ var("item", "item") }} as item
  from {{ source("site", "interactions") }}
  where {{ var("unit", "unit") }} is not null and {{ var("item", "item") }} is not null
)
select a.item as i, b.item as j, count(*) as n
from uses a
join uses b on a.unit = b.unit and a.item <= b.item
group by a.item, b.item
having count(*) >= {{ var("min_readers", 5) }}
